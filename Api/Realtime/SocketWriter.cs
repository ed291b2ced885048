using System.Net.WebSockets;

namespace YudaiV3.Api.Realtime;

/// <summary>The sending side of one WebSocket: paces the frames, counts them and closes the connection.</summary>
internal sealed class SocketWriter(WebSocket socket, bool streaming, TimeProvider time)
{
    private readonly FrameThrottle _throttle = new(streaming, time);

    public bool IsGone => socket.State is WebSocketState.Aborted or WebSocketState.Closed;

    /// <summary>Waits until the client may get another frame.</summary>
    public async ValueTask WaitForTurn(CancellationToken cancellationToken)
    {
        while (_throttle.Wait is { Ticks: > 0 } wait)
            await Task.Delay(wait, time, cancellationToken);
    }

    public async Task Write(ReadOnlyMemory<byte> frame, bool isUpdate = false)
    {
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        _throttle.Sent(isUpdate);
        SocketMetrics.Sent();
    }

    public async Task Close(CloseReason reason)
    {
        SocketMetrics.Closed(reason);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(reason.Status, reason.Text, CancellationToken.None);
        }
        catch (Exception) when (IsGone)
        {
            // The peer is gone and needs no close frame.
        }
    }

    /// <summary>Aborts the connection after <paramref name="delay"/>, unless the sending finishes before.</summary>
    public async Task AbortAfter(TimeSpan delay, CancellationToken finished)
    {
        await Task.Delay(delay, time, finished).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!finished.IsCancellationRequested)
            socket.Abort();
    }
}
