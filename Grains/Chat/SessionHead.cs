using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// The one record of a session that changes: what it is, its figures, and its newest events. Older events are in <see cref="EventSegment"/>s.
/// Its methods decide what happens to it, and touch nothing else.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-session")]
internal sealed record SessionHead
{
    [Id(0)] public string SessionId { get; init; } = "";
    [Id(1)] public RepositoryRef? Repository { get; init; }
    [Id(2)] public string Title { get; init; } = "";
    [Id(3)] public string? Description { get; init; }
    [Id(4)] public bool IsActive { get; init; }
    [Id(5)] public DateTimeOffset CreatedAt { get; init; }
    [Id(6)] public DateTimeOffset? UpdatedAt { get; init; }
    [Id(7)] public DateTimeOffset LastActivity { get; init; }

    /// <summary>The place in the owner's catalogue.</summary>
    [Id(8)] public long Place { get; init; }

    /// <summary>The last event.</summary>
    [Id(9)] public long Seq { get; init; }

    /// <summary>When the last event was stamped.</summary>
    [Id(10)] public DateTimeOffset LastEventAt { get; init; }

    /// <summary>How many segments there are; <see cref="Tail"/> goes on where they end.</summary>
    [Id(11)] public long Sealed { get; init; }

    [Id(12)] public ImmutableArray<SessionEvent> Tail { get; init; } = [];
    [Id(13)] public Tally Tally { get; init; } = new();

    /// <summary>Seq of the newest message of the user.</summary>
    [Id(14)] public long LastQuestion { get; init; }

    /// <summary>Seq of the last message of the user that has its answer. They are answered in their order.</summary>
    [Id(15)] public long AnsweredThrough { get; init; }

    public bool Exists => SessionId.Length > 0;

    /// <summary>A message of the user waits for its answer: this is the record of a turn in flight.</summary>
    public bool Unanswered => LastQuestion > AnsweredThrough;

    /// <summary>The tail is as long as it may be.</summary>
    public bool IsFull => Tail.Length >= EventSegment.Size;

    public static SessionHead Start(NewSession session, long place, DateTimeOffset now) => new()
    {
        SessionId = session.SessionId,
        Repository = session.Repository,
        Title = session.Title ?? (session.Repository is { } repository ? $"{repository.Owner}/{repository.Name}" : "New conversation"),
        Description = session.Description,
        IsActive = true,
        CreatedAt = now,
        LastActivity = now,
        Place = place,
    };

    /// <summary>Appends what the user says. A closed session is active again.</summary>
    public SessionHead Ask(string key, NewMessage message, int tokens, DateTimeOffset at)
    {
        var asked = Append(at, new Message
        {
            MessageId = MessageIds.Of(key, Seq + 1),
            SessionId = SessionId,
            Content = message.Content,
            Role = Speaker.User,
            IsCode = message.IsCode,
            CreatedAt = at,
            Tokens = tokens,
            ContextCards = message.ContextCards,
            ReferencedFiles = message.FileContext,
            ClientMessageId = message.ClientMessageId,
        });
        return asked with { LastQuestion = asked.Seq, IsActive = true };
    }

    /// <summary>Appends the answer to the first message that has none.</summary>
    public SessionHead Answer(long question, Message answer, DateTimeOffset at) =>
        Append(at, answer with { SessionId = SessionId, CreatedAt = at }) with { AnsweredThrough = question };

    public SessionHead Rename(string title, DateTimeOffset now) => this with { Title = title, UpdatedAt = now, LastActivity = now };

    public SessionHead Close(DateTimeOffset now) => IsActive ? this with { IsActive = false, UpdatedAt = now } : this;

    public SessionHead Touch(DateTimeOffset now) => this with { LastActivity = now };

    /// <summary>The head without the events of its oldest segment, once that is written.</summary>
    public SessionHead Cut() => this with { Sealed = Sealed + 1, Tail = Tail.RemoveRange(0, EventSegment.Size) };

    private SessionHead Append(DateTimeOffset at, Message message) => this with
    {
        Seq = Seq + 1,
        LastEventAt = at,
        Tail = Tail.Add(new SessionEvent { Seq = Seq + 1, At = at, Message = message }),
        Tally = Tally.Add(message),
        UpdatedAt = at,
        LastActivity = at,
    };
}
