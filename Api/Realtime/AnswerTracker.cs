using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>Collects the deltas of the answer that the session writes, and detects missing ones.</summary>
internal sealed class AnswerTracker
{
    private string? _endedMessageId;
    private long _at;

    /// <summary>The answer that is being written.</summary>
    public StreamingAnswer? Current { get; private set; }

    /// <summary>Adds a delta. The result is null if it is old, or if a delta before it is missing.</summary>
    public AnswerDelta? Add(DeltaFrame delta, out bool isGap)
    {
        isGap = false;
        if (!IsNew(delta))
            return null;
        if (Current?.MessageId == delta.MessageId && delta.Index == Current.Index + 1)
            return Append(Current, delta, delta.Delta);
        isGap = delta.Index > 0;
        return isGap ? null : Append(Restart(delta), delta, delta.Delta);
    }

    /// <summary>Makes up for missing deltas.</summary>
    /// <param name="answering">The whole text so far.</param>
    public AnswerDelta? CatchUp(DeltaFrame answering)
    {
        if (!IsNew(answering))
            return null;
        var answer =
            Current?.MessageId == answering.MessageId && Current.IsPrefixOf(answering.Delta)
                ? Current
                : Restart(answering);
        return Append(answer, answering, answering.Delta[answer.Length..]);
    }

    /// <summary>The answer became the message with this <paramref name="seq"/>.</summary>
    public void End(string messageId, long seq)
    {
        _endedMessageId = messageId;
        if (Current is null)
            return;
        Current.EndSeq = seq;
        Current = null;
    }

    /// <summary>
    /// The event with this <paramref name="seq"/> superseded turns. No more text of their answers is shown.
    /// </summary>
    public void Drop(Supersession supersession, long seq)
    {
        if (
            Current is { } answer
            && MessageIds.FirstSeq(answer.MessageId) is { } question
            && question >= supersession.From
            && question <= supersession.Through
        )
            End(answer.MessageId, seq);
    }

    private bool IsNew(DeltaFrame delta) => FrameFormatter.Stamp(delta.At) > _at && delta.MessageId != _endedMessageId;

    private StreamingAnswer Restart(DeltaFrame delta) =>
        Current = new(delta.MessageId, isRetry: Current?.MessageId == delta.MessageId);

    private AnswerDelta Append(StreamingAnswer answer, DeltaFrame delta, string text)
    {
        var start = answer.Length;
        answer.Append(text, delta.Index);
        _at = FrameFormatter.Stamp(delta.At);
        return new(_at, answer, start, text, delta.Index);
    }
}

/// <summary>Text that follows the first <paramref name="Start"/> characters of an answer.</summary>
/// <param name="At">Unix milliseconds.</param>
internal sealed record AnswerDelta(long At, StreamingAnswer Answer, int Start, string Text, int Index)
{
    public int End => Start + Text.Length;

    /// <summary>0 makes clients discard an earlier attempt at the same message.</summary>
    public int ShownIndex => Start == 0 && Answer.IsRetry ? 0 : Index;
}
