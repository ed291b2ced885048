using System.Text;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// The text of one attempt at an answer, as far as this node has received it. Sockets that join late or missed a delta
/// read it from here. Thread-safe.
/// </summary>
internal sealed class StreamingAnswer(string messageId, bool isRetry)
{
    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();
    private int _index;
    private long _endSeq;

    public string MessageId => messageId;

    /// <summary>There was an earlier attempt at the same message.</summary>
    public bool IsRetry => isRetry;

    /// <summary>The index of the last delta.</summary>
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

    /// <summary>The <c>seq</c> of the finished message; 0 while the answer is being written.</summary>
    public long EndSeq
    {
        get => Volatile.Read(ref _endSeq);
        set => Volatile.Write(ref _endSeq, value);
    }

    public void Append(string delta, int index)
    {
        lock (_lock)
        {
            _text.Append(delta);
            _index = index;
        }
    }

    /// <summary>The text from <paramref name="start"/>, its end and the index of the last delta.</summary>
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

    public bool IsPrefixOf(string text)
    {
        lock (_lock)
            return text.Length >= _text.Length && _text.Equals(text.AsSpan(0, _text.Length));
    }
}
