using System.Globalization;

namespace YudaiV3.Testing;

/// <summary>What the endpoint does with a request, step by step. Unless a step ends it otherwise, the reply ends as a whole answer does.</summary>
public sealed class ModelReply
{
    private readonly List<Func<ModelStream, Task>> _steps = [];

    internal bool IsBlank => _steps.Count == 0;

    /// <summary>Streams the text in this many pieces.</summary>
    public ModelReply Say(string text, int chunks = 4) => Then(async stream =>
    {
        var size = Math.Max(1, (text.Length + chunks - 1) / chunks);
        for (var at = 0; at < text.Length; at += size)
            await stream.Delta(text.Substring(at, Math.Min(size, text.Length - at)));
    });

    /// <summary>Goes on when the test opens the gate, or the caller hangs up.</summary>
    public ModelReply Wait(Gate gate) => Then(async stream =>
    {
        await stream.Begin();
        await gate.Pass(stream.HungUp);
    });

    /// <summary>The comment that some endpoints send to keep proxies from closing the connection.</summary>
    public ModelReply KeepAlive(int times = 1) => Then(async stream =>
    {
        for (var n = 0; n < times; n++)
            await stream.Raw(": OPENROUTER PROCESSING\n\n");
    });

    /// <summary>Ends as a whole answer that costs this.</summary>
    public ModelReply Charge(double dollars) => Then(async stream => await stream.End(dollars));

    /// <summary>Ends as a whole answer without a word in it.</summary>
    public ModelReply SayNothing() => Then(stream => stream.End());

    /// <summary>Breaks the connection.</summary>
    public ModelReply Cut() => Then(async stream =>
    {
        await stream.Begin();
        stream.Abort();
    });

    /// <summary>Ends the stream in good order, but the answer is not whole: neither a reason nor the end mark.</summary>
    public ModelReply BreakOff() => Then(async stream =>
    {
        await stream.Begin();
        stream.Done = true;
    });

    /// <summary>Sends what is no JSON.</summary>
    public ModelReply Garble() => Then(async stream =>
    {
        await stream.Raw("data: {\"id\":\"gen-1\",\"choices\":[{\"delta\":{\"cont\n\n");
        stream.Done = true;
    });

    /// <summary>Sends an error in the middle of a stream that began with 200.</summary>
    public ModelReply Fail(string message, int code = 502) => Then(stream => stream.Error(message, code));

    /// <summary>Answers with this status instead of a stream.</summary>
    public ModelReply Refuse(int status, int? retryAfterSeconds = null, string message = "refused") => Then(stream =>
        stream.Refuse(status, retryAfterSeconds?.ToString(CultureInfo.InvariantCulture), message));

    internal async Task Send(ModelStream stream)
    {
        foreach (var step in _steps)
        {
            if (stream.Done)
                return;
            await step(stream);
        }
        if (!stream.Done)
            await stream.End();
    }

    private ModelReply Then(Func<ModelStream, Task> step)
    {
        _steps.Add(step);
        return this;
    }
}
