using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace YudaiV3.Reliability.Tests.Crowd;

/// <summary>
/// Listens to one session, comes back with <c>since</c> to any node whenever it is cut off, and counts what it should
/// never see.
/// </summary>
internal sealed class SocketClient(Func<Uri> node, string session, string token) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _listening = Task.CompletedTask;
    private long _last = -1;
    private int _gaps,
        _snapshots,
        _repeats,
        _refusals;

    public long Last => Volatile.Read(ref _last);
    public int Gaps => Volatile.Read(ref _gaps);

    /// <summary>
    /// How often the whole state came in the place of events: nothing is missed, but they were not seen one by one.
    /// </summary>
    public int Snapshots => Volatile.Read(ref _snapshots);

    public int Repeats => Volatile.Read(ref _repeats);

    /// <summary>
    /// How often it was told to sign in again or that there is no such session: a client would have to be restarted.
    /// </summary>
    public int Refusals => Volatile.Read(ref _refusals);

    public bool IsOpen { get; private set; }

    public void Open() => _listening = Listen();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task Listen()
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
                var since = Last < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"&since={Last}");
                using (var patience = CancellationTokenSource.CreateLinkedTokenSource(_end.Token))
                {
                    patience.CancelAfter(TimeSpan.FromSeconds(10));
                    await socket.ConnectAsync(
                        new Uri($"ws://{node().Authority}/daifu/sessions/{session}/ws?stream=true{since}"),
                        patience.Token
                    );
                }
                IsOpen = true;
                await Read(socket);
                if ((int?)socket.CloseStatus is 4401 or 4404)
                    Interlocked.Increment(ref _refusals);
            }
            catch (Exception cut) when (cut is WebSocketException or OperationCanceledException)
            {
                // The node or the way to it has gone: come back.
            }
            IsOpen = false;
            await pause.WaitForNextTickAsync(_end.Token);
        }
    }

    private async Task Read(ClientWebSocket socket)
    {
        var buffer = new byte[1 << 14];
        using var frame = new MemoryStream();
        while (true)
        {
            frame.SetLength(0);
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                frame.Write(buffer, 0, part.Count);
            } while (!part.EndOfMessage);
            using var json = JsonDocument.Parse(frame.GetBuffer().AsMemory(0, (int)frame.Length));
            Take(json.RootElement);
        }
    }

    private void Take(JsonElement frame)
    {
        if (frame.GetProperty("seq") is not { ValueKind: JsonValueKind.Number } number)
            return;
        var seq = number.GetInt64();
        if (Last < 0 || frame.GetProperty("type").ValueEquals("session_update") && seq <= Last)
        {
            Volatile.Write(ref _last, Math.Max(seq, Last));
            return;
        }
        if (frame.GetProperty("type").ValueEquals("session_update"))
            Interlocked.Increment(ref _snapshots);
        else if (seq <= Last)
            Interlocked.Increment(ref _repeats);
        else if (seq > Last + 1)
            Interlocked.Increment(ref _gaps);
        Volatile.Write(ref _last, Math.Max(seq, Last));
    }
}
