using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// A session that keeps its events in memory and tells its observers, as the grain does; tests say when it dies or
/// fails. Its methods are those of <see cref="IChatSession"/> that sockets use.
/// </summary>
internal sealed class FakeSession(string sessionId, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<SessionEvent> _events = [];
    private readonly HashSet<ISessionObserver> _observers = [];
    private readonly Dictionary<string, WebSocketLogin> _tickets = [];
    private DateTimeOffset _at = DateTimeOffset.FromUnixTimeMilliseconds(
        time.GetUtcNow().ToUnixTimeMilliseconds() / 2 * 2
    );
    private DeltaFrame? _answering;
    private AgentStatus _status = new();

    public bool Exists { get; set; } = true;

    /// <summary>Every call fails, as while no silo is there.</summary>
    public bool Unreachable { get; set; }

    /// <summary>What calls fail with while it cannot be reached.</summary>
    public Exception Failure { get; set; } = new TimeoutException("No silo answers.");

    public int Watches { get; private set; }
    public int Unwatches { get; private set; }
    public int Opens { get; private set; }
    public int Stops { get; private set; }
    public List<NewMessage> Posts { get; } = [];
    public List<AgentStatus> Reports { get; } = [];

    /// <summary>What a post waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>What holds up the opening of the session.</summary>
    public Task OpenGate { get; set; } = Task.CompletedTask;

    /// <summary>Counts reads from here on.</summary>
    public void ForgetCalls() => (Watches, Opens) = (0, 0);

    public int Observers
    {
        get
        {
            lock (_lock)
                return _observers.Count;
        }
    }

    public SessionEvent Say(string content, Speaker role = Speaker.User, string? id = null, bool tell = true)
    {
        lock (_lock)
        {
            var seq = _events.Count + 1;
            var message = new Message
            {
                MessageId = id ?? $"message-{seq}",
                SessionId = sessionId,
                Content = content,
                Role = role,
                CreatedAt = Next(),
            };
            return Add(
                new SessionEvent
                {
                    Seq = seq,
                    At = _at,
                    Message = message,
                },
                tell
            );
        }
    }

    public SessionEvent Keep(ContextCard card)
    {
        lock (_lock)
            return Add(
                new SessionEvent
                {
                    Seq = _events.Count + 1,
                    At = Next(),
                    Card = new CardChange { Action = CardAction.Add, Card = card },
                },
                true
            );
    }

    public void Write(string messageId, string delta, int index, bool tell = true)
    {
        lock (_lock)
        {
            var frame = new DeltaFrame
            {
                At = Next(),
                MessageId = messageId,
                Delta = delta,
                Index = index,
            };
            _answering = frame with { Delta = (index == 0 ? "" : _answering!.Delta) + delta };
            if (tell)
                Tell(frame);
        }
    }

    public void Show(AgentStatus status)
    {
        lock (_lock)
        {
            _status = status;
            Tell(new StatusFrame { At = Next(), Status = status });
        }
    }

    public void Show(LiveFrame frame)
    {
        lock (_lock)
            Tell(frame with { At = Next() });
    }

    /// <summary>As when a silo is killed: nobody is told, and nobody is known any more.</summary>
    public void Die()
    {
        lock (_lock)
            _observers.Clear();
    }

    /// <summary>As when the activation moves.</summary>
    public void Leave()
    {
        ISessionObserver[] told;
        lock (_lock)
        {
            told = [.. _observers];
            _observers.Clear();
        }
        foreach (var observer in told)
            observer.SubscriptionLost();
    }

    public async Task<Subscription?> Watch(ISessionObserver observer, long since)
    {
        await Task.Yield();
        lock (_lock)
        {
            Watches++;
            Check();
            if (!Exists)
                return null;
            _observers.Add(observer);
            return new Subscription
            {
                Seq = _events.Count,
                Missed = [.. _events.Where(e => e.Seq > since).Take(500)],
                Answering = _answering,
            };
        }
    }

    public Task Unwatch(ISessionObserver observer)
    {
        lock (_lock)
        {
            Unwatches++;
            _observers.Remove(observer);
            return Task.CompletedTask;
        }
    }

    public Task<ImmutableArray<SessionEvent>?> Events(long since, int limit)
    {
        lock (_lock)
        {
            Check();
            return Task.FromResult<ImmutableArray<SessionEvent>?>([.. _events.Where(e => e.Seq > since).Take(limit)]);
        }
    }

    public async Task<SessionSnapshot?> Open(MessagePage page)
    {
        await OpenGate;
        lock (_lock)
        {
            Opens++;
            Check();
            return !Exists
                ? null
                : new SessionSnapshot
                {
                    Session = new Session
                    {
                        SessionId = sessionId,
                        IsActive = true,
                        LastActivity = _at,
                    },
                    UserId = 7,
                    Messages = [.. _events.Select(e => e.Message).OfType<Message>().TakeLast(page.Limit)],
                    AgentStatus = _status,
                    Seq = _events.Count,
                    At = _at,
                };
        }
    }

    public async Task<PostedMessage> Post(NewMessage message)
    {
        await Gate;
        Check();
        if (!Exists)
            throw new NotFoundException("There is no such session.");
        lock (_lock)
        {
            if (
                Posts.Find(known => known.ClientMessageId == message.ClientMessageId) is { } known
                && known.Content != message.Content
            )
                throw new ConflictException("That id was used for another message.");
            Posts.Add(message);
        }
        return new PostedMessage { Seq = Say(message.Content).Seq };
    }

    public Task Report(AgentStatus status)
    {
        if (status.Type == AgentType.Daifu)
            throw new InvalidException("type", "DAifu's own state is not yours to set.");
        Reports.Add(status);
        Show(status);
        return Task.CompletedTask;
    }

    public Task<bool> Stop()
    {
        Stops++;
        Show(new AgentStatus());
        return Task.FromResult(true);
    }

    public Task<string?> IssueTicket(WebSocketLogin login)
    {
        var ticket = $"{login.UserId}.{Guid.NewGuid():N}";
        lock (_lock)
            _tickets[ticket] = login;
        return Task.FromResult(Exists ? ticket : null);
    }

    public Task<WebSocketLogin?> RedeemTicket(string ticket)
    {
        lock (_lock)
        {
            Check();
            return Task.FromResult(_tickets.Remove(ticket, out var login) ? login : null);
        }
    }

    private SessionEvent Add(SessionEvent happened, bool tell)
    {
        _events.Add(happened);
        if (happened.Message is { Role: not Speaker.User } && happened.Message.MessageId == _answering?.MessageId)
            _answering = null;
        if (tell)
            Tell(new EventFrame { At = happened.At, Event = happened });
        return happened;
    }

    private void Tell(LiveFrame frame)
    {
        foreach (var observer in _observers)
            observer.Receive([frame]);
    }

    private DateTimeOffset Next()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds() / 2 * 2;
        return _at = DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(now, _at.ToUnixTimeMilliseconds() + 2));
    }

    private void Check()
    {
        if (Unreachable)
            throw Failure;
    }
}
