namespace YudaiV3.Chat;

/// <summary>
/// The client message ids in the newest segments that this activation sealed. The result of a look-up in storage stays
/// valid while this index has all segments that were sealed since.
/// </summary>
internal sealed class ClientMessageIndex(long sealedBefore)
{
    private const int MaxSegments = 64;
    private readonly Dictionary<string, ClientMessageRecord> _records = [];
    private readonly Queue<string[]> _segments = new();
    private long _next = sealedBefore;

    /// <summary>The index has every id from this segment on.</summary>
    public long CompleteFrom { get; private set; } = sealedBefore;

    public void Add(long segment, IReadOnlyList<SessionEvent> messages)
    {
        if (segment < _next)
            return;
        _next = segment + 1;
        foreach (var message in messages)
            _records[message.Message!.ClientMessageId!] = ClientMessageRecord.From(message);
        _segments.Enqueue([.. messages.Select(message => message.Message!.ClientMessageId!)]);
        if (_segments.Count <= MaxSegments)
            return;
        foreach (var id in _segments.Dequeue())
            _records.Remove(id);
        CompleteFrom++;
    }

    public ClientMessageRecord? Find(string clientMessageId) => _records.GetValueOrDefault(clientMessageId);
}
