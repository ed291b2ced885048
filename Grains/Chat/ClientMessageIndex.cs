namespace YudaiV3.Chat;

/// <summary>
/// The client message ids that this activation has seen go into segments, the newest of them. While it holds all that
/// were sealed since a look into storage, the look still says the truth.
/// </summary>
internal sealed class ClientMessageIndex(long sealedBefore)
{
    private const int Segments = 64;
    private readonly Dictionary<string, ClientMessageRecord> _known = [];
    private readonly Queue<string[]> _segments = new();
    private long _next = sealedBefore;

    /// <summary>Every id in this segment and the later ones is known here.</summary>
    public long CompleteFrom { get; private set; } = sealedBefore;

    public void Sealed(long segment, IReadOnlyList<SessionEvent> sent)
    {
        if (segment < _next)
            return;
        _next = segment + 1;
        foreach (var message in sent)
            _known[message.Message!.ClientMessageId!] = ClientMessageRecord.From(message);
        _segments.Enqueue([.. sent.Select(message => message.Message!.ClientMessageId!)]);
        if (_segments.Count <= Segments)
            return;
        foreach (var id in _segments.Dequeue())
            _known.Remove(id);
        CompleteFrom++;
    }

    public ClientMessageRecord? Find(string clientMessageId) => _known.GetValueOrDefault(clientMessageId);
}
