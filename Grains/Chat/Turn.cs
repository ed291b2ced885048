namespace YudaiV3.Chat;

/// <summary>The answer being written to one message of the user.</summary>
/// <param name="keep">Appends the answer; null where it is not wanted any more.</param>
internal sealed class Turn(
    SessionEvent question,
    string answerId,
    Func<SessionHead, Message, DateTimeOffset, SessionHead?> keep,
    CancellationToken ending
) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(ending);
    private readonly TaskCompletionSource<Message> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _index;

    public SessionEvent Question => question;
    public string AnswerId => answerId;
    public AnswerDraft Draft { get; } = new();
    public CancellationToken Cancelled => _stop.Token;

    /// <summary>The user asked to stop.</summary>
    public bool Stopped { get; private set; }

    /// <summary>The question was superseded: nobody wants the answer.</summary>
    public bool Dropped { get; private set; }

    /// <summary>The answer, when it is durable. Cancelled when the activation ends first, or nobody wants it.</summary>
    public Task<Message> Ended => _ended.Task;

    public void Stop()
    {
        Stopped = true;
        _stop.Cancel();
    }

    public void Drop()
    {
        Dropped = true;
        _stop.Cancel();
    }

    public SessionHead? Keep(SessionHead head, Message answer, DateTimeOffset at) => keep(head, answer, at);

    public void End(Message answer) => _ended.TrySetResult(answer);

    /// <summary>What the model has written since the last time.</summary>
    public DeltaFrame? TakeDelta()
    {
        var (text, anew) = Draft.Take();
        if (text.Length == 0)
            return null;
        if (anew)
            _index = 0;
        return new DeltaFrame
        {
            MessageId = answerId,
            Delta = text,
            Index = _index++,
        };
    }

    public void Dispose()
    {
        _ended.TrySetCanceled();
        _stop.Dispose();
    }
}
