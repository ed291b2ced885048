namespace YudaiV3.Api.Realtime;

/// <summary>How much of which answer a client has.</summary>
internal sealed class AnswerPosition
{
    private StreamingAnswer? _answer;
    private int _length;

    /// <summary>The characters of this answer that the client has.</summary>
    public int LengthOf(StreamingAnswer answer) => _answer == answer ? _length : 0;

    /// <summary>The client has the characters of this answer up to <paramref name="end"/>.</summary>
    public bool Covers(StreamingAnswer answer, int end) => _answer == answer && end <= _length;

    public bool IsComplete(StreamingAnswer answer) => LengthOf(answer) == answer.Length;

    /// <summary>The client has text of an earlier attempt at the same message, which this answer replaces.</summary>
    public bool IsReplacedBy(StreamingAnswer answer) =>
        answer.IsRetry && LengthOf(answer) == 0 && _answer?.MessageId == answer.MessageId;

    public void Advance(StreamingAnswer answer, int length) => (_answer, _length) = (answer, length);
}
