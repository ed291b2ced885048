using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace YudaiV3.Api.Realtime;

/// <summary>A client of the WebSocket endpoint.</summary>
internal sealed class SocketClient(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    private readonly byte[] _buffer = new byte[1 << 22];

    public ClientWebSocket Socket => socket;

    public static async Task<SocketClient> Open(Uri url, Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        configure?.Invoke(socket.Options);
        var client = new SocketClient(socket);
        await socket.ConnectAsync(url, CancellationToken.None).WaitAsync(Timeout);
        return client;
    }

    /// <summary>Returns the next frame; null when the server closed.</summary>
    public async Task<JsonElement?> Next()
    {
        var length = 0;
        while (true)
        {
            var part = await socket
                .ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None)
                .AsTask()
                .WaitAsync(Timeout);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return JsonElement.Parse(_buffer.AsSpan(0, length));
        }
    }

    public async Task<JsonElement> Next(string type)
    {
        while (true)
        {
            var frame = await Next()
                ?? throw new InvalidOperationException($"Closed with {socket.CloseStatus} before a frame of {type}.");
            if (frame.GetProperty("type").GetString() == type)
                return frame;
        }
    }

    /// <summary>Skips all frames and returns the close code of the server.</summary>
    public async Task<int> Closed()
    {
        while (await Next() is not null) { }
        return (int)socket.CloseStatus!;
    }

    public Task Send(string text, WebSocketMessageType type = WebSocketMessageType.Text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), type, true, CancellationToken.None);

    public Task Send(object frame) => Send(JsonSerializer.Serialize(frame));

    public async Task Leave() =>
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(Timeout);

    public void Dispose() => socket.Dispose();
}
