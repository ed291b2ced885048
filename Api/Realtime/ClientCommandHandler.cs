using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>Executes the frames of one client, and replies with an error to those that it cannot execute.</summary>
internal sealed partial class ClientCommandHandler(
    SessionFeed feed,
    SendQueue queue,
    Action countMessage,
    TimeProvider time,
    ILogger<ClientCommandHandler> logger
)
{
    private const int MaxBadFrames = 3;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    // Messages keep their order. A stop must not wait behind them.
    private readonly SerialWorkQueue _messages = new(256);
    private readonly SerialWorkQueue _others = new(32);
    private int _badFrames;

    /// <summary>
    /// The login has ended. The connection may stay open until the peer reads the close frame, but nothing that it
    /// sends, or that waits, runs any more.
    /// </summary>
    private bool IsRevoked => queue.CloseReason == CloseReason.Expired;

    public void Handle(FrameKind kind, ReadOnlyMemory<byte> bytes)
    {
        if (IsRevoked)
            return;
        var frame = kind == FrameKind.Text ? ClientFrame.Parse(bytes) : null;
        if (frame is not null)
        {
            _badFrames = 0;
            Handle(frame);
            return;
        }
        Refuse(
            kind switch
            {
                FrameKind.TooLarge => new(
                    "too_large",
                    $"A frame must have at most {FrameReader.MaxFrameBytes:N0} bytes."
                ),
                FrameKind.Binary => new("not_json", "A frame must be JSON text, not binary."),
                _ => new("not_json", "The frame is not JSON."),
            }
        );
        if (++_badFrames == MaxBadFrames)
            queue.CloseAfterQueued(kind == FrameKind.TooLarge ? CloseReason.TooLarge : CloseReason.BadFrames);
    }

    private void Handle(ClientFrame frame)
    {
        switch (frame.Type)
        {
            case "heartbeat":
                var now = FrameFormatter.Stamp(time.GetUtcNow());
                queue.Reply(stamp => feed.Frames.Heartbeat(stamp, now));
                break;
            case "request_context":
                queue.Refresh();
                break;
            case "send_message":
                Enqueue(_messages, frame, ReadMessage, message => feed.Session.Post(message));
                break;
            case "update_agent_status":
                Enqueue(_others, frame, ClientStatus.Read, ReportStatus);
                break;
            case "stop":
                Enqueue(_others, frame, f => f.Text("message_id") ?? "", Stop);
                break;
            default:
                Refuse(
                    new(
                        "unknown_type",
                        "The frame's type is not known. Known types are heartbeat, send_message, request_context, "
                            + "update_agent_status and stop."
                    )
                );
                break;
        }
    }

    private Task<bool> Stop(string messageId) =>
        messageId.Length == 0 ? feed.Session.Stop() : feed.Session.StopAnswer(messageId);

    private NewMessage ReadMessage(ClientFrame frame)
    {
        var message = ClientMessage.Read(frame);
        countMessage();
        return message;
    }

    private async Task<bool> ReportStatus(AgentStatus status)
    {
        await feed.Session.Report(status);
        return true;
    }

    private void Enqueue<TInput, TResult>(
        SerialWorkQueue work,
        ClientFrame frame,
        Func<ClientFrame, TInput> read,
        Func<TInput, Task<TResult>> call
    )
    {
        var messageId = ClientMessage.TryReadId(frame);
        try
        {
            var input = read(frame);
            if (!work.TryAdd(() => Call(() => call(input), messageId)))
                Refuse(new("too_many_requests", "Too many requests are waiting on this connection.", messageId));
        }
        catch (InvalidException exception)
        {
            Refuse(new("invalid", exception.Message, messageId));
        }
        catch (TooManyRequestsException exception)
        {
            Refuse(new("too_many_requests", exception.Message, messageId));
        }
    }

    private async Task Call<T>(Func<Task<T>> call, string? messageId)
    {
        try
        {
            await GrainCallRetry.Run(
                () => IsRevoked ? throw new UnknownUserException() : call(),
                CallTimeout,
                time,
                CancellationToken.None
            );
        }
        catch (UnknownUserException)
        {
            // The close frame says it.
        }
        catch (ConflictException exception)
        {
            Refuse(new("conflict", exception.Message, messageId));
        }
        catch (InvalidException exception)
        {
            Refuse(new("invalid", exception.Message, messageId));
        }
        catch (NotFoundException exception)
        {
            Refuse(new("not_found", exception.Message, messageId));
        }
        catch (Exception exception)
        {
            LogFailed(exception);
            Refuse(new("unavailable", "The session cannot be reached now; send it again.", messageId));
        }
    }

    private void Refuse(FrameError error) => queue.Reply(stamp => feed.Frames.Error(stamp, error));

    [LoggerMessage(LogLevel.Warning, "A command of a client failed.")]
    private partial void LogFailed(Exception exception);
}
