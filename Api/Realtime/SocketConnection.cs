using System.Net.WebSockets;
using YudaiV3.Api.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>One client's WebSocket from the moment it is let in to its end.</summary>
internal sealed class SocketConnection(
    SessionFeeds feeds,
    SocketRegistry open,
    RevocationCache logins,
    RateLimits limits,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILoggerFactory loggers
)
{
    private static readonly TimeSpan GoodbyeTakes = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxTimer = TimeSpan.FromDays(30);

    public async Task Run(WebSocket socket, WebSocketLogin login, string sessionId, long? since, bool streaming)
    {
        var (feed, outbox) = feeds.Join(login.UserId, sessionId, to => new SendQueue(
            socket,
            to,
            since,
            streaming,
            time,
            loggers.CreateLogger<SendQueue>()
        ));
        open.Add(outbox, login);
        SocketMetrics.Opened();
        if (logins.KnowsEnded(login.UserId, login.TokenId)) // Since its credentials were checked.
            outbox.Close(CloseReason.Expired);
        try
        {
            using var stopping = lifetime.ApplicationStopping.Register(() => outbox.Close(CloseReason.ShuttingDown));
            using var expiry = time.CreateTimer(
                _ => outbox.Close(CloseReason.Expired),
                null,
                Until(login.ExpiresAt),
                Timeout.InfiniteTimeSpan
            );
            var commands = new ClientCommandHandler(
                feed,
                outbox,
                () => limits.CountMessage(login.UserId),
                time,
                loggers.CreateLogger<ClientCommandHandler>()
            );
            var reading = Read(socket, commands, outbox);
            await outbox.Run();
            await LetGo(socket, reading);
            await reading;
        }
        finally
        {
            SocketMetrics.Ended();
            open.Remove(outbox, login);
            feeds.Leave(login.UserId, sessionId, feed, outbox);
        }
    }

    /// <summary>Closes a connection that is not let in.</summary>
    public async Task Refuse(WebSocket socket, CloseReason why)
    {
        SocketMetrics.SaidGoodbye(why);
        try
        {
            await socket.CloseOutputAsync(why.Status, why.Reason, CancellationToken.None);
            await LetGo(socket, new FrameReader(socket).Read((_, _) => { }, CancellationToken.None));
        }
        catch (WebSocketException)
        {
            // Gone already.
        }
    }

    private static async Task Read(WebSocket socket, ClientCommandHandler commands, SendQueue outbox)
    {
        try
        {
            await new FrameReader(socket).Read(commands.Take, CancellationToken.None);
        }
        catch (Exception) when (socket.State is WebSocketState.Aborted or WebSocketState.Closed)
        {
            // The peer went away without a word, or what it sent is no WebSocket frame.
        }
        finally
        {
            outbox.Close(CloseReason.ByClient);
        }
    }

    /// <summary>
    /// Gives the peer a moment to answer the close frame, so that it can still read what was sent before.
    /// </summary>
    private async Task LetGo(WebSocket socket, Task reading)
    {
        using var late = new CancellationTokenSource(GoodbyeTakes, time);
        await using var cut = late.Token.Register(socket.Abort);
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TimeSpan Until(DateTimeOffset expiry)
    {
        var left = expiry - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero
            : left < MaxTimer ? left
            : MaxTimer;
    }
}
