using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>Does what the frames of one client ask for, and tells it what cannot be done.</summary>
internal sealed partial class ClientCommandHandler(
    SessionFeed feed,
    SendQueue outbox,
    Action countMessage,
    TimeProvider time,
    ILogger logger
)
{
    private const int MaxBadFrames = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Messages keep their order among each other; a stop must not wait behind them.
    private readonly SerialWorkQueue _messages = new(256);
    private readonly SerialWorkQueue _others = new(32);
    private int _bad;

    public void Take(Received received, ReadOnlyMemory<byte> bytes)
    {
        var frame = received == Received.Text ? ClientFrame.Parse(bytes) : null;
        if (frame is not null)
        {
            _bad = 0;
            Take(frame);
            return;
        }
        Refuse(
            received switch
            {
                Received.TooLarge => new(
                    "too_large",
                    $"A frame must have at most {FrameReader.MaxFrameBytes:N0} bytes."
                ),
                Received.Binary => new("not_json", "A frame must be JSON text, not binary."),
                _ => new("not_json", "The frame is not JSON."),
            }
        );
        if (++_bad == MaxBadFrames)
            outbox.CloseAfter(received == Received.TooLarge ? CloseReason.TooLarge : CloseReason.BadFrames);
    }

    private void Take(ClientFrame frame)
    {
        switch (frame.Type)
        {
            case "heartbeat":
                var now = FrameFormatter.Stamp(time.GetUtcNow());
                outbox.Reply(stamp => feed.Frames.Heartbeat(stamp, now));
                break;
            case "request_context":
                outbox.Refresh();
                break;
            case "send_message":
                Try(_messages, frame, () => Counted(ClientMessage.Read(frame)), message => feed.Session.Post(message));
                break;
            case "update_agent_status":
                Try(
                    _others,
                    frame,
                    () => ClientStatus.Read(frame),
                    async status =>
                    {
                        await feed.Session.Report(status);
                        return true;
                    }
                );
                break;
            case "stop":
                Try(_others, frame, () => true, _ => feed.Session.Stop());
                break;
            default:
                Refuse(
                    new(
                        "unknown_type",
                        "The frame's type is not known; known are heartbeat, send_message, request_context, update_agent_status and stop."
                    )
                );
                break;
        }
    }

    private void Try<TInput, TResult>(
        SerialWorkQueue lane,
        ClientFrame frame,
        Func<TInput> read,
        Func<TInput, Task<TResult>> call
    )
    {
        var named = ClientMessage.Named(frame);
        try
        {
            var input = read();
            if (!lane.TryAdd(() => Call(() => call(input), named)))
                Refuse(new("too_many_requests", "Too much is waiting to be done on this connection.", named));
        }
        catch (InvalidException wrong)
        {
            Refuse(new("invalid", wrong.Message, named));
        }
        catch (TooManyRequestsException wrong)
        {
            Refuse(new("too_many_requests", wrong.Message, named));
        }
    }

    private NewMessage Counted(NewMessage message)
    {
        countMessage();
        return message;
    }

    private async Task Call<T>(Func<Task<T>> call, string? named)
    {
        try
        {
            await time.Persist(call, Patience, CancellationToken.None);
        }
        catch (ConflictException wrong)
        {
            Refuse(new("conflict", wrong.Message, named));
        }
        catch (InvalidException wrong)
        {
            Refuse(new("invalid", wrong.Message, named));
        }
        catch (NotFoundException wrong)
        {
            Refuse(new("not_found", wrong.Message, named));
        }
        catch (Exception wrong)
        {
            LogFailed(wrong);
            Refuse(new("unavailable", "The session cannot be reached now; send it again.", named));
        }
    }

    private void Refuse(FrameError error) => outbox.Reply(stamp => feed.Frames.Error(stamp, error));
}
