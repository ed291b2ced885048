using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat;

/// <summary>The answer in progress to one message of the user.</summary>
/// <param name="version">Version of the answer, from 0.</param>
/// <param name="append">Appends the answer; null if it is not wanted any more.</param>
internal sealed class Turn(
    SessionEvent question,
    int version,
    string answerId,
    Func<SessionHead, Message, DateTimeOffset, SessionHead?> append,
    CancellationToken ending
) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(ending);
    private readonly TaskCompletionSource<Message> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _index;

    public SessionEvent Question => question;
    public int Version => version;
    public string AnswerId => answerId;

    /// <summary>The login with whose rights it is answered; null before logins had ids.</summary>
    public string? LoginId { get; init; }

    /// <summary>The finished answer, which may still have to be written; null while it is in progress.</summary>
    public Message? Answer { get; set; }

    public AnswerDraft Draft { get; } = new();
    public CancellationToken Cancelled => _stop.Token;

    /// <summary>The user stopped the answer.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>The question was superseded, so the answer is not wanted.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>The durable answer. Cancelled if the activation ends first or the answer is not wanted.</summary>
    public Task<Message> Ended => _ended.Task;

    /// <summary>Whether the id is that of the question or of the answer.</summary>
    public bool IsFor(string messageId) => messageId == answerId || messageId == question.Message!.MessageId;

    public void Stop()
    {
        IsStopped = true;
        _stop.Cancel();
    }

    public void Drop()
    {
        IsDropped = true;
        _stop.Cancel();
    }

    public SessionHead? Append(SessionHead head, Message answer, DateTimeOffset at) => append(head, answer, at);

    public void End(Message answer) => _ended.TrySetResult(answer);

    /// <summary>The text that the model has written since the last call; null if there is none.</summary>
    public DeltaFrame? TakeDelta()
    {
        var (text, isRestart) = Draft.Take();
        if (text.Length == 0)
            return null;
        if (isRestart)
            _index = 0;
        return new DeltaFrame
        {
            MessageId = answerId,
            Delta = text,
            Index = _index++,
        };
    }

    public Message CreateAnswer(GeneratedAnswer answer) =>
        CreateMessage(Speaker.Assistant, answer.Content) with
        {
            Tokens = answer.Tokens,
            ModelUsed = answer.Model,
            Metadata = new MessageMetadata
            {
                PromptTokens = answer.PromptTokens,
                Attempts = answer.Attempts,
                Cost = answer.Cost,
            },
        };

    /// <summary>The answer of a stopped turn: the text written so far.</summary>
    public Message CreateStoppedAnswer()
    {
        var text = Draft.Text;
        return CreateMessage(Speaker.Assistant, text) with
        {
            Tokens = TokenCounter.Count(text),
            Metadata = new MessageMetadata { Stopped = true },
        };
    }

    public Message CreateFailure(string reason) => CreateMessage(Speaker.System, reason) with { ErrorMessage = reason };

    public void Dispose()
    {
        _ended.TrySetCanceled();
        _stop.Dispose();
    }

    private Message CreateMessage(Speaker role, string content) =>
        new()
        {
            MessageId = answerId,
            InReplyTo = question.Message!.MessageId,
            Role = role,
            Content = content,
        };
}
