using YudaiV3.Chat.Answering;

namespace YudaiV3.Chat;

/// <summary>The answer as the model writes it, on any thread, read by the grain on its own.</summary>
internal sealed class AnswerDraft : IAnswerSink
{
    private readonly Lock _gate = new();
    private readonly System.Text.StringBuilder _text = new();
    private int _taken;
    private bool _anew;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when there is something to take.</summary>
    public Task More
    {
        get
        {
            lock (_gate)
                return _more.Task;
        }
    }

    public void Restart()
    {
        lock (_gate)
        {
            _text.Clear();
            _anew |= _taken > 0;
            _taken = 0;
        }
    }

    public void Write(string text)
    {
        lock (_gate)
        {
            _text.Append(text);
            _more.TrySetResult();
        }
    }

    /// <summary>What has come since the last time, and whether it begins the answer anew.</summary>
    public (string Text, bool Anew) Take()
    {
        lock (_gate)
        {
            var text = _text.ToString(_taken, _text.Length - _taken);
            var anew = _anew && text.Length > 0;
            _taken = _text.Length;
            _anew &= !anew;
            if (_more.Task.IsCompleted)
                _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (text, anew);
        }
    }

    public string Text
    {
        get
        {
            lock (_gate)
                return _text.ToString();
        }
    }
}
