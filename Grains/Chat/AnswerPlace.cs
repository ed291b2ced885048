namespace YudaiV3.Chat;

/// <summary>
/// Where an answer is that does not follow its question closely. Each has a record of its own, so finding it costs the
/// same in a session of any length.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-answer-place")]
internal sealed record AnswerPlace
{
    /// <summary>Answers within this many events after their question are found by reading these.</summary>
    public const int MaxNear = 2 * EventSegment.Size;

    [Id(0)]
    public long Seq { get; init; }

    public static string Name(string messageId) => $"chat-answer/{messageId}";

    /// <summary>Whether the event is an answer that needs a record.</summary>
    public static bool IsNeeded(SessionEvent e) =>
        e.Message is { Role: not Speaker.User } message
        && MessageIds.FirstSeq(message.MessageId) is { } question
        && e.Seq - question > MaxNear;
}
