using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace YudaiV3.EndToEnd.Tests.Realtime;

/// <summary>
/// A streaming client of one session. It keeps the durable events in the order of their arrival. If the server ends the
/// connection, it reconnects with the last <c>seq</c>.
/// </summary>
internal sealed class LiveSocket(string session, string token) : IAsyncDisposable
{
    private readonly ConcurrentQueue<LiveEvent> _events = new();
    private ClientWebSocket? _socket;
    private Task _reading = Task.CompletedTask;
    private volatile bool _isCut;
    private long _last;

    /// <summary>
    /// The durable events in the order of their arrival, over all connections. Throws if the reading failed.
    /// </summary>
    public IReadOnlyCollection<LiveEvent> Events => _reading.Exception is { } exception ? throw exception : _events;

    /// <summary>The <c>seq</c> of the last durable event or snapshot.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>The <c>seq</c> of the first snapshot, which the events follow.</summary>
    public long From { get; private set; } = -1;

    /// <summary>The number of deltas by message, over all connections.</summary>
    public ConcurrentDictionary<string, int> Deltas { get; } = new();

    /// <summary>Connects to a node: with a snapshot the first time, from the last known event afterwards.</summary>
    public async Task Connect(Uri node)
    {
        _isCut = false;
        var first = await Open(node);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (From >= 0)
            ready.SetResult();
        _reading = KeepConnected(node, first, ready);
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Aborts the connection.</summary>
    public async Task Cut()
    {
        _isCut = true;
        _socket?.Abort();
        await _reading;
    }

    public async ValueTask DisposeAsync() => await Cut();

    private async Task<ClientWebSocket> Open(Uri node)
    {
        var since = From < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"&since={Last}");
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(
            new Uri($"ws://{node.Authority}/daifu/sessions/{session}/ws?stream=true{since}"),
            TestContext.Current.CancellationToken
        );
        return _socket = socket;
    }

    private async Task KeepConnected(Uri node, ClientWebSocket socket, TaskCompletionSource ready)
    {
        while (true)
        {
            await Read(socket, ready);
            socket.Dispose();
            if (_isCut)
                return;
            await Eventually.True(
                async () =>
                {
                    try
                    {
                        socket = await Open(node);
                        return true;
                    }
                    catch (WebSocketException)
                    {
                        return _isCut;
                    }
                },
                TimeSpan.FromSeconds(60),
                () => "a client can connect again"
            );
            if (_isCut)
            {
                socket.Dispose();
                return;
            }
        }
    }

    private async Task Read(ClientWebSocket socket, TaskCompletionSource ready)
    {
        var buffer = new byte[1 << 16];
        using var frame = new MemoryStream();
        try
        {
            while (true)
            {
                frame.SetLength(0);
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    if (part.MessageType == WebSocketMessageType.Close)
                        return;
                    frame.Write(buffer, 0, part.Count);
                } while (!part.EndOfMessage);
                using var json = JsonDocument.Parse(frame.GetBuffer().AsMemory(0, (int)frame.Length));
                Handle(json.RootElement);
                ready.TrySetResult();
            }
        }
        catch (WebSocketException)
        {
            // The test cut the connection, or the node ended.
        }
        catch (OperationCanceledException)
        {
            // The test cut the connection.
        }
    }

    private void Handle(JsonElement frame)
    {
        var type = frame.GetProperty("type").GetString()!;
        var data = frame.GetProperty("data");
        if (type == "session_update")
        {
            var seq = data.GetProperty("seq").GetInt64();
            if (From < 0)
                From = seq;
            else if (seq > Last)
                throw new InvalidOperationException("A snapshot came instead of events that the log still has.");
            Volatile.Write(ref _last, Math.Max(seq, Last));
        }
        else if (type == "message_delta")
        {
            Deltas.AddOrUpdate(data.GetProperty("message_id").GetString()!, 1, (_, count) => count + 1);
        }
        else if (frame.TryGetProperty("seq", out var number) && number.ValueKind == JsonValueKind.Number)
        {
            var message = type == "message" ? data : default;
            _events.Enqueue(
                new LiveEvent(
                    number.GetInt64(),
                    type,
                    message.ValueKind == JsonValueKind.Object ? message.GetProperty("role").GetString()! : "",
                    message.ValueKind == JsonValueKind.Object ? message.GetProperty("content").GetString()! : ""
                )
            );
            Volatile.Write(ref _last, number.GetInt64());
        }
    }
}

/// <summary>A durable event that a client received.</summary>
internal sealed record LiveEvent(long Seq, string Type, string Role, string Content);
