using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// A session that keeps its events in memory and publishes them to its observers. Its methods are those of
/// <see cref="IChatSession"/> that sockets use.
/// </summary>
internal sealed class FakeSession(string sessionId, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<SessionEvent> _events = [];
    private readonly HashSet<ISessionObserver> _observers = [];
    private readonly Dictionary<string, WebSocketLogin> _tickets = [];
    private readonly FakeSessionClock _clock = new(time);
    private DeltaFrame? _answer;
    private AgentStatus _status = new();

    public bool Exists { get; set; } = true;

    /// <summary>Every call fails with <see cref="Failure"/>.</summary>
    public bool IsUnreachable { get; set; }

    public Exception Failure { get; set; } = new TimeoutException("No silo answers.");

    public int Subscriptions { get; private set; }
    public int Unsubscriptions { get; private set; }
    public int Opens { get; private set; }
    public int Stops { get; private set; }
    public List<NewMessage> Posts { get; } = [];

    /// <summary>Posts that have begun.</summary>
    public int Calls { get; private set; }

    /// <summary>Posts wait for this task.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public void ResetCounts() => (Subscriptions, Opens) = (0, 0);

    public int Observers
    {
        get
        {
            lock (_lock)
                return _observers.Count;
        }
    }

    public SessionEvent AddMessage(string content, Speaker role = Speaker.User, string? id = null, bool publish = true)
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
                CreatedAt = _clock.Next(),
            };
            return Add(
                new SessionEvent
                {
                    Seq = seq,
                    At = _clock.Last,
                    Message = message,
                },
                publish
            );
        }
    }

    public SessionEvent AddCard(ContextCard card)
    {
        lock (_lock)
            return Add(
                new SessionEvent
                {
                    Seq = _events.Count + 1,
                    At = _clock.Next(),
                    Card = new CardChange { Action = CardAction.Add, Card = card },
                },
                true
            );
    }

    public void WriteDelta(string messageId, string delta, int index, bool publish = true)
    {
        lock (_lock)
        {
            var frame = new DeltaFrame
            {
                At = _clock.Next(),
                MessageId = messageId,
                Delta = delta,
                Index = index,
            };
            _answer = frame with { Delta = (index == 0 ? "" : _answer!.Delta) + delta };
            if (publish)
                Send(frame);
        }
    }

    public void Publish(AgentStatus status)
    {
        lock (_lock)
        {
            _status = status;
            Send(new StatusFrame { At = _clock.Next(), Status = status });
        }
    }

    public void Publish(LiveFrame frame)
    {
        lock (_lock)
            Send(frame with { At = _clock.Next() });
    }

    /// <summary>Forgets the observers without a notification, as when the silo is killed.</summary>
    public void DropObservers()
    {
        lock (_lock)
            _observers.Clear();
    }

    public async Task<Subscription?> Subscribe(ISessionObserver observer, long since)
    {
        await Task.Yield();
        lock (_lock)
        {
            Subscriptions++;
            Check();
            if (!Exists)
                return null;
            _observers.Add(observer);
            return new Subscription
            {
                Seq = _events.Count,
                Missed = [.. _events.Where(e => e.Seq > since).Take(500)],
                Answering = _answer,
            };
        }
    }

    public Task Unsubscribe(ISessionObserver observer)
    {
        lock (_lock)
        {
            Unsubscriptions++;
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
                        LastActivity = _clock.Last,
                    },
                    UserId = 7,
                    Messages = [.. _events.Select(e => e.Message).OfType<Message>().TakeLast(page.Limit)],
                    AgentStatus = _status,
                    Seq = _events.Count,
                    At = _clock.Last,
                };
        }
    }

    public async Task<PostedMessage> Post(NewMessage message)
    {
        Calls++;
        await Gate;
        Check();
        if (!Exists)
            throw new NotFoundException("There is no such session.");
        lock (_lock)
        {
            if (
                Posts.Find(post => post.ClientMessageId == message.ClientMessageId) is { } existing
                && existing.Content != message.Content
            )
                throw new ConflictException("That id was used for another message.");
            Posts.Add(message);
        }
        return new PostedMessage { Seq = AddMessage(message.Content).Seq };
    }

    public Task Report(AgentStatus status)
    {
        if (status.Type == AgentType.Daifu)
            throw new InvalidException("type", "DAifu's own state cannot be set.");
        Publish(status);
        return Task.CompletedTask;
    }

    public Task<bool> Stop()
    {
        Stops++;
        Publish(new AgentStatus());
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

    private SessionEvent Add(SessionEvent sessionEvent, bool publish)
    {
        _events.Add(sessionEvent);
        if (sessionEvent.Message is { Role: not Speaker.User } && sessionEvent.Message.MessageId == _answer?.MessageId)
            _answer = null;
        if (publish)
            Send(new EventFrame { At = sessionEvent.At, Event = sessionEvent });
        return sessionEvent;
    }

    private void Send(LiveFrame frame)
    {
        foreach (var observer in _observers)
            observer.Receive([frame]);
    }

    private void Check()
    {
        if (IsUnreachable)
            throw Failure;
    }
}
