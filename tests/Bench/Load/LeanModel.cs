using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YudaiV3.Bench.Load;

/// <summary>
/// An OpenAI-compatible chat endpoint with a minimal cost: it ignores the request and responds with prepared bytes, at
/// once or token by token.
/// </summary>
internal sealed class LeanModel : IAsyncDisposable
{
    private static readonly byte[] Begin = Data("""{"role":"assistant","content":""}""", null),
        End = [.. Data("{}", "stop"), .. "data: [DONE]\n\n"u8];
    private static readonly byte[] Whole = [.. Begin, .. Data("""{"content":"Yes, that is so."}""", null), .. End];

    private readonly WebApplication _app;
    private long _answered;

    private LeanModel(WebApplication app) => _app = app;

    public string BaseUrl => _app.Urls.First() + "/v1";

    /// <summary>The number of complete answers sent.</summary>
    public long Answered => Volatile.Read(ref _answered);

    /// <summary>Writes the response to one request.</summary>
    public Func<HttpContext, Task> Reply { get; set; } = Instant;

    public static async Task<LeanModel> Start()
    {
        var builder = Hosts.New();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.Zero);
        var model = new LeanModel(builder.Build());
        model._app.Run(model.Serve);
        await model._app.StartAsync();
        return model;
    }

    /// <summary>The bytes of one piece of an answer.</summary>
    public static byte[] Piece(string text) => Data($$"""{"content":"{{text}}"}""", null);

    /// <summary>Sends the whole answer at once.</summary>
    public static async Task Instant(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.WriteAsync(Whole);
    }

    /// <summary>Sends the pieces at a constant rate.</summary>
    public static async Task Paced(HttpContext context, int perSecond, IEnumerable<byte[]> pieces)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.WriteAsync(Begin);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        foreach (var piece in pieces)
        {
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await timer.WaitForNextTickAsync(context.RequestAborted);
        }
        await context.Response.Body.WriteAsync(End);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Serve(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        await Reply(context);
        Interlocked.Increment(ref _answered);
    }

    private static byte[] Data(string delta, string? finish)
    {
        var finishReason = finish is null ? "null" : $"\"{finish}\"";
        return Encoding.UTF8.GetBytes(
            """data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"bench","""
                + $$""" "choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finishReason}}}]}"""
                + "\n\n"
        );
    }
}
