using System.Text;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// One attempt at an answer as far as this node has heard it; whoever joins later, or missed a piece, gets the text
/// from here.
/// </summary>
internal sealed class StreamingAnswer(string messageId, bool again)
{
    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();
    private int _index;
    private long _endedBy;

    public string MessageId => messageId;

    /// <summary>There was an earlier attempt at the same message.</summary>
    public bool Again => again;

    /// <summary>Index of the last delta in it.</summary>
    public int Index
    {
        get
        {
            lock (_lock)
                return _index;
        }
    }

    public int Length
    {
        get
        {
            lock (_lock)
                return _text.Length;
        }
    }

    /// <summary><c>seq</c> of the message that the answer became; 0 while it is being written.</summary>
    public long EndedBy
    {
        get => Volatile.Read(ref _endedBy);
        set => Volatile.Write(ref _endedBy, value);
    }

    public void Append(string delta, int index)
    {
        lock (_lock)
        {
            _text.Append(delta);
            _index = index;
        }
    }

    /// <summary>
    /// The text after <paramref name="start"/>, where it ends, and the index of the last delta in it.
    /// </summary>
    public (string Text, int End, int Index) After(int start)
    {
        lock (_lock)
            return (_text.ToString(start, _text.Length - start), _text.Length, _index);
    }

    public string Between(int start, int end)
    {
        lock (_lock)
            return _text.ToString(start, end - start);
    }

    public bool Begins(string text)
    {
        lock (_lock)
            return text.Length >= _text.Length && _text.Equals(text.AsSpan(0, _text.Length));
    }
}
