using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YudaiV3.Bench.Floors;

/// <summary>
/// A bare Kestrel in a process of its own, as the Api is: <c>GET</c> gives back the bytes that were last <c>PUT</c>,
/// and what is posted to <c>/ws</c> goes to every socket
/// that is open there. It knows nobody, keeps nothing, and loses what a socket does not take.
/// </summary>
internal sealed class BareServer : IAsyncDisposable
{
    /// <summary>The argument with which this program becomes the server.</summary>
    public const string Argument = "bare-server";

    private readonly ChildProcess _process;

    private BareServer(ChildProcess process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }
    public int ProcessId => _process.Id;

    public static async Task<BareServer> Start()
    {
        var process = await ChildProcess.Start(
            [Environment.ProcessPath!, Argument],
            new Dictionary<string, string?> { ["DOTNET_gcServer"] = "1" }
        );
        var line = await process.Line(
            line => line.StartsWith("http://", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30)
        );
        return new(process, new Uri(line));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>Serves until it is killed.</summary>
    public static async Task Serve()
    {
        var builder = Hosts.New();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.UseWebSockets();
        var body = Array.Empty<byte>();
        var sockets = new ConcurrentDictionary<WebSocket, bool>();
        var news = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
        app.MapPut("/", async (HttpRequest request) => body = await Read(request));
        app.MapGet("/", (HttpContext context) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        app.MapPost("/ws", async (HttpRequest request) => news.Writer.TryWrite(await Read(request)));
        app.MapGet("/ws", async (HttpContext context) =>
        {
            var socket = await context.WebSockets.AcceptWebSocketAsync();
            sockets[socket] = true;
            try
            {
                await socket.ReceiveAsync(new byte[16].AsMemory(), default);
            }
            catch (WebSocketException)
            {
                // The client has gone.
            }
            sockets.TryRemove(socket, out _);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await foreach (var one in news.Reader.ReadAllAsync())
        foreach (var socket in sockets.Keys)
            if (socket.State == WebSocketState.Open)
                await socket.SendAsync(one.AsMemory(), WebSocketMessageType.Text, true, default);
    }

    private static async Task<byte[]> Read(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
