using YudaiV3.Chat.Answering;

namespace YudaiV3.Chat;

/// <summary>
/// The text of an answer in progress. The model call writes it on any thread, and the grain reads it.
/// </summary>
internal sealed class AnswerDraft : IAnswerSink
{
    private readonly Lock _gate = new();
    private readonly System.Text.StringBuilder _text = new();
    private int _taken;
    private bool _isRestart;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when <see cref="Take"/> returns text.</summary>
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
            _isRestart |= _taken > 0;
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

    /// <summary>The text since the last call, and whether the answer restarts with it.</summary>
    public (string Text, bool IsRestart) Take()
    {
        lock (_gate)
        {
            var text = _text.ToString(_taken, _text.Length - _taken);
            var isRestart = _isRestart && text.Length > 0;
            _taken = _text.Length;
            _isRestart &= !isRestart;
            if (_more.Task.IsCompleted)
                _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (text, isRestart);
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
