using System.Net.WebSockets;
using YudaiV3.Api.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>Runs a WebSocket from the check of its credentials to its end.</summary>
internal sealed class SocketConnection(
    SessionFeeds feeds,
    SocketRegistry sockets,
    RevocationCache revocations,
    RateLimits limits,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILoggerFactory loggers
)
{
    private static readonly TimeSpan CloseHandshakeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>A client that reads slowly has much to read before it comes to the close frame.</summary>
    private static readonly TimeSpan SlowCloseHandshakeTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Timers do not support every due time up to the largest expiry.</summary>
    private static readonly TimeSpan MaxDueTime = TimeSpan.FromDays(30);

    public async Task Run(WebSocket socket, WebSocketLogin login, string sessionId, long? since, bool streaming)
    {
        var (feed, queue) = feeds.Join(login.UserId, sessionId, streaming);
        sockets.Add(queue, login);
        SocketMetrics.Opened();
        if (revocations.KnowsEnded(login.UserId, login.TokenId)) // It may have ended after the check.
            queue.Close(CloseReason.Expired);
        try
        {
            using var stopping = lifetime.ApplicationStopping.Register(() => queue.Close(CloseReason.ShuttingDown));
            using var expiry = time.CreateTimer(
                _ => queue.Close(CloseReason.Expired),
                null,
                TimeUntil(login.ExpiresAt),
                Timeout.InfiniteTimeSpan
            );
            var commands = new ClientCommandHandler(
                feed,
                queue,
                () => limits.CountMessage(login.UserId),
                time,
                loggers.CreateLogger<ClientCommandHandler>()
            );
            var sender = new SocketSender(
                new SocketWriter(socket, streaming, time),
                feed,
                queue,
                since,
                time,
                loggers.CreateLogger<SocketSender>()
            );
            var reading = Read(socket, commands, queue);
            await sender.Run();
            await CompleteClose(
                socket,
                reading,
                queue.CloseReason == CloseReason.TooSlow ? SlowCloseHandshakeTimeout : CloseHandshakeTimeout
            );
            await reading;
        }
        finally
        {
            SocketMetrics.Ended();
            sockets.Remove(queue, login);
            feeds.Leave(login.UserId, sessionId, feed, queue);
        }
    }

    /// <summary>Closes a connection whose client was refused.</summary>
    public async Task Refuse(WebSocket socket, CloseReason reason)
    {
        SocketMetrics.Closed(reason);
        try
        {
            await socket.CloseOutputAsync(reason.Status, reason.Text, CancellationToken.None);
            await CompleteClose(
                socket,
                new FrameReader(socket).Read((_, _) => { }, CancellationToken.None),
                CloseHandshakeTimeout
            );
        }
        catch (WebSocketException)
        {
            // The peer disconnected.
        }
    }

    private static async Task Read(WebSocket socket, ClientCommandHandler commands, SendQueue queue)
    {
        try
        {
            await new FrameReader(socket).Read(commands.Handle, CancellationToken.None);
        }
        catch (Exception) when (socket.State is WebSocketState.Aborted or WebSocketState.Closed)
        {
            // The peer disconnected, or violated the WebSocket protocol.
        }
        finally
        {
            queue.Close(CloseReason.ByClient);
        }
    }

    /// <summary>
    /// Waits a moment for the peer's close frame, so that the peer can still read what was sent before.
    /// </summary>
    private async Task CompleteClose(WebSocket socket, Task reading, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience, time);
        await using var abort = timeout.Token.Register(socket.Abort);
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TimeSpan TimeUntil(DateTimeOffset expiry)
    {
        var left = expiry - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero
            : left < MaxDueTime ? left
            : MaxDueTime;
    }
}
