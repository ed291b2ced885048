using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace YudaiV3.Reliability.Tests.Load;

/// <summary>
/// Listens to one session. It reconnects with <c>since</c> to any node whenever the connection ends, and counts gaps,
/// repeats and refusals.
/// </summary>
internal sealed class SocketClient(Func<Uri> node, string session, string token) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _listening = Task.CompletedTask;
    private long _lastSeq = -1;
    private int _gaps,
        _snapshots,
        _repeats,
        _refusals;

    /// <summary>The number of the last event received; -1 before the first frame.</summary>
    public long LastSeq => Volatile.Read(ref _lastSeq);

    public int Gaps => Volatile.Read(ref _gaps);

    /// <summary>How often the whole state came in place of events.</summary>
    public int Snapshots => Volatile.Read(ref _snapshots);

    public int Repeats => Volatile.Read(ref _repeats);

    /// <summary>
    /// How often the socket was closed with 4401 or 4404: a client would have to sign in again or start a new session.
    /// </summary>
    public int Refusals => Volatile.Read(ref _refusals);

    public void Open() => _listening = Listen();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task Listen()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                using var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
                var since = LastSeq < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"&since={LastSeq}");
                using (var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token))
                {
                    timeout.CancelAfter(TimeSpan.FromSeconds(10));
                    await socket.ConnectAsync(
                        new Uri($"ws://{node().Authority}/daifu/sessions/{session}/ws?stream=true{since}"),
                        timeout.Token
                    );
                }
                await Receive(socket);
                if ((int?)socket.CloseStatus is 4401 or 4404)
                    Interlocked.Increment(ref _refusals);
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
            {
                // The node has ended or cannot be reached: reconnect.
            }
            await timer.WaitForNextTickAsync(_stopping.Token);
        }
    }

    private async Task Receive(ClientWebSocket socket)
    {
        var buffer = new byte[1 << 14];
        using var frame = new MemoryStream();
        while (true)
        {
            frame.SetLength(0);
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), _stopping.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                frame.Write(buffer, 0, part.Count);
            } while (!part.EndOfMessage);
            using var json = JsonDocument.Parse(frame.GetBuffer().AsMemory(0, (int)frame.Length));
            Count(json.RootElement);
        }
    }

    private void Count(JsonElement frame)
    {
        if (frame.GetProperty("seq") is not { ValueKind: JsonValueKind.Number } number)
            return;
        var seq = number.GetInt64();
        var isSnapshot = frame.GetProperty("type").ValueEquals("session_update");
        if (LastSeq < 0 || isSnapshot && seq <= LastSeq)
        {
            Volatile.Write(ref _lastSeq, Math.Max(seq, LastSeq));
            return;
        }
        if (isSnapshot)
            Interlocked.Increment(ref _snapshots);
        else if (seq <= LastSeq)
            Interlocked.Increment(ref _repeats);
        else if (seq > LastSeq + 1)
            Interlocked.Increment(ref _gaps);
        Volatile.Write(ref _lastSeq, Math.Max(seq, LastSeq));
    }
}
