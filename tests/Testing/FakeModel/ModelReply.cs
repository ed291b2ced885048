using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing.FakeModel;

/// <summary>
/// What the fake endpoint does with one request. Replies that break off take the text to stream before.
/// </summary>
public sealed class ModelReply
{
    private readonly Func<HttpContext, ModelRequest, Task> _send;

    private ModelReply(Func<HttpContext, ModelRequest, Task> send) => _send = send;

    internal Task Send(HttpContext context, ModelRequest request) => _send(context, request);

    /// <summary>Streams the text word by word, or in the given number of pieces.</summary>
    public static ModelReply Answer(string text, int? pieces = null) =>
        Stream(stream => stream.Whole(Pieces(text, pieces)));

    /// <summary>Streams these pieces.</summary>
    public static ModelReply Answer(params string[] pieces) => Stream(stream => stream.Whole(pieces));

    /// <summary>
    /// Streams <paramref name="before"/>, waits until the gate opens or the client disconnects, and streams the rest.
    /// </summary>
    public static ModelReply Wait(Task gate, string before = "", string after = "") =>
        Stream(async stream =>
        {
            await stream.Begin();
            await stream.Words(Pieces(before, null));
            await gate.WaitAsync(stream.Aborted);
            await stream.Words(Pieces(after, null));
            await stream.End("stop");
        });

    /// <summary>Sends nothing, not even a status, until the client disconnects.</summary>
    public static ModelReply Silence() => new((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));

    /// <summary>
    /// Streams <paramref name="before"/> and aborts the connection when the gate opens. The client loses what it has
    /// not read by then.
    /// </summary>
    public static ModelReply Cut(string before = "", Task? gate = null) =>
        Stream(async stream =>
        {
            await stream.Begin();
            await stream.Words(Pieces(before, null));
            await (gate ?? Task.CompletedTask).WaitAsync(stream.Aborted);
            stream.Cut();
        });

    /// <summary>
    /// Streams <paramref name="before"/> and ends the response without a finish reason and without <c>[DONE]</c>, as if
    /// a proxy had lost the rest.
    /// </summary>
    public static ModelReply Fade(string before) =>
        Stream(async stream =>
        {
            await stream.Begin();
            await stream.Words(Pieces(before, null));
        });

    /// <summary>
    /// Streams <paramref name="before"/> and then an error object in place of a chunk, as OpenRouter does.
    /// </summary>
    public static ModelReply ErrorInStream(
        string before = "",
        int code = 502,
        string message = "Provider disconnected"
    ) =>
        Stream(async stream =>
        {
            await stream.Begin();
            await stream.Words(Pieces(before, null));
            await stream.Error(code, message);
        });

    /// <summary>The same with an event that contains only the error.</summary>
    public static ModelReply BareErrorInStream(string before = "") =>
        Stream(async stream =>
        {
            await stream.Begin();
            await stream.Words(Pieces(before, null));
            await stream.Line("""data: {"error":{"code":502,"message":"Provider disconnected"}}""");
        });

    /// <summary>Streams the text and a finish reason, but not <c>[DONE]</c>.</summary>
    public static ModelReply AnswerWithoutMark(string text) =>
        Stream(async stream =>
        {
            await stream.Begin();
            await stream.Words(Pieces(text, null));
            await stream.Finish("stop");
        });

    /// <summary>
    /// Streams the whole text with <c>[DONE]</c>, and leaves the connection open until the client disconnects.
    /// </summary>
    public static ModelReply AnswerAndStay(string text) =>
        Stream(async stream =>
        {
            await stream.Whole(Pieces(text, null));
            await Task.Delay(Timeout.Infinite, stream.Aborted);
        });

    /// <summary>Streams <paramref name="before"/> and then something that is not JSON.</summary>
    public static ModelReply Malformed(string before = "") =>
        Stream(async stream =>
        {
            await stream.Begin();
            await stream.Words(Pieces(before, null));
            await stream.Line("data: {\"choices\":[{\"delta\":{\"content\":\"oops");
        });

    /// <summary>Sends a well-formed stream without content.</summary>
    public static ModelReply Empty() => Stream(stream => stream.Whole([]));

    /// <summary>Responds with a status and an error object.</summary>
    public static ModelReply Refuse(int status, TimeSpan? retryAfter = null, string message = "refused") =>
        Refuse(status, retryAfter?.TotalSeconds.ToString(CultureInfo.InvariantCulture), message);

    /// <summary>The same with a date in <c>Retry-After</c>, and <paramref name="now"/> as the server's clock.</summary>
    public static ModelReply RefuseUntil(int status, DateTimeOffset until, DateTimeOffset now) =>
        Refuse(status, until.ToString("r"), "refused", now.ToString("r"));

    private static ModelReply Refuse(int status, string? retryAfter, string message, string? date = null) =>
        new(
            async (context, _) =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.RetryAfter = retryAfter;
                if (date is not null)
                    context.Response.Headers.Date = date;
                await context.Response.WriteAsJsonAsync(
                    new
                    {
                        error = new
                        {
                            message,
                            type = "error",
                            code = status,
                        },
                    },
                    context.RequestAborted
                );
            }
        );

    private static ModelReply Stream(Func<ChunkStream, Task> send) =>
        new((context, request) => send(new ChunkStream(context, request)));

    private static string[] Pieces(string text, int? pieces)
    {
        if (pieces is { } count)
            return
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(piece => text[(text.Length * piece / count)..(text.Length * (piece + 1) / count)]),
            ];
        var words = text.Split(' ');
        return text.Length == 0 ? [] : [.. words.Select((word, at) => at == 0 ? word : " " + word)];
    }
}
