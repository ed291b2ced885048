using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YudaiV3.Bench.Floors;

/// <summary>
/// A bare Kestrel in its own process. <c>GET</c> returns the bytes of the last <c>PUT</c>. A body posted to <c>/ws</c>
/// is sent to every socket that is open there. It has no authentication and no storage, and drops what a socket does
/// not accept.
/// </summary>
internal sealed class BareServer : IAsyncDisposable
{
    /// <summary>The argument that starts this program as the server.</summary>
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

    /// <summary>Serves until the process is killed.</summary>
    public static async Task Serve()
    {
        var builder = Hosts.New();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.UseWebSockets();
        var body = Array.Empty<byte>();
        var sockets = new ConcurrentDictionary<WebSocket, bool>();
        var messages = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
        app.MapPut("/", async (HttpRequest request) => body = await Read(request));
        app.MapGet("/", (HttpContext context) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        app.MapPost("/ws", async (HttpRequest request) => messages.Writer.TryWrite(await Read(request)));
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
        await foreach (var message in messages.Reader.ReadAllAsync())
        {
            foreach (var socket in sockets.Keys)
                if (socket.State == WebSocketState.Open)
                    await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, true, default);
        }
    }

    private static async Task<byte[]> Read(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
