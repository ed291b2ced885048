using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// The one record of a session that changes: what it is, what its events add up to, and the newest of them. Older
/// events are in <see cref="EventSegment"/>s.
/// Its methods decide what happens to it, and touch nothing else.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-session")]
internal sealed record SessionHead
{
    [Id(0)]
    public string SessionId { get; init; } = "";

    [Id(1)]
    public RepositoryRef? Repository { get; init; }

    [Id(2)]
    public string Title { get; init; } = "";

    [Id(3)]
    public string? Description { get; init; }

    [Id(4)]
    public bool IsActive { get; init; }

    [Id(5)]
    public DateTimeOffset CreatedAt { get; init; }

    [Id(6)]
    public DateTimeOffset? UpdatedAt { get; init; }

    [Id(7)]
    public DateTimeOffset LastActivity { get; init; }

    /// <summary>The place in the owner's catalogue.</summary>
    [Id(8)]
    public long Place { get; init; }

    /// <summary>How many segments there are; <see cref="Tail"/> goes on where they end.</summary>
    [Id(9)]
    public long Sealed { get; init; }

    [Id(10)]
    public ImmutableArray<SessionEvent> Tail { get; init; } = [];

    /// <summary>What the events before the tail add up to.</summary>
    [Id(11)]
    public SessionFold BeforeTail { get; init; } = new();

    /// <summary>What all events add up to.</summary>
    [Id(12)]
    public SessionFold Fold { get; init; } = new();

    /// <summary>Seq of the newest message of the user.</summary>
    [Id(13)]
    public long LastQuestion { get; init; }

    /// <summary>
    /// Up to this seq no message of the user needs an answer any more. They are answered in their order.
    /// </summary>
    [Id(14)]
    public long AnsweredThrough { get; init; }

    /// <summary>The answers that are to be written anew.</summary>
    [Id(15)]
    public ImmutableArray<Regeneration> Regenerations { get; init; } = [];

    /// <summary>Up to this event the search knows the messages; it may know later ones.</summary>
    [Id(16)]
    public long IndexedThrough { get; init; }

    /// <summary>The ids of the issues that were made from it last: one may be noted twice.</summary>
    [Id(17)]
    public ImmutableArray<string> Issues { get; init; } = [];

    /// <summary>How many issues were made from it before those.</summary>
    [Id(18)]
    public int EarlierIssues { get; init; }

    public bool Exists => SessionId.Length > 0;

    /// <summary>The last event.</summary>
    public long Seq => Fold.Seq;

    /// <summary>An answer is owed: this is the record of a turn in flight.</summary>
    public bool Unanswered => LastQuestion > AnsweredThrough || !Regenerations.IsEmpty;

    /// <summary>The tail is as long as it may be.</summary>
    public bool IsFull => Tail.Length >= EventSegment.Size;

    public static SessionHead Start(NewSession session, long place, DateTimeOffset now) =>
        new()
        {
            SessionId = session.SessionId,
            Repository = session.Repository,
            Title = session.Title
                ?? (
                    session.Repository is { } repository ? $"{repository.Owner}/{repository.Name}" : "New conversation"
                ),
            Description = session.Description,
            IsActive = true,
            CreatedAt = now,
            LastActivity = now,
            Place = place,
        };

    public SessionHead Rename(string title, DateTimeOffset now) =>
        this with
        {
            Title = title,
            UpdatedAt = now,
            LastActivity = now,
        };

    public SessionHead Close(DateTimeOffset now) => IsActive ? this with { IsActive = false, UpdatedAt = now } : this;

    public SessionHead Touch(DateTimeOffset now) => this with { LastActivity = now };

    public SessionHead NoteIssue(string issueId)
    {
        const int most = 16;
        return Issues.Contains(issueId) ? this
            : Issues.Length < most ? this with { Issues = Issues.Add(issueId) }
            : this with { Issues = Issues.RemoveAt(0).Add(issueId), EarlierIssues = EarlierIssues + 1 };
    }

    /// <summary>Appends an event; its seq and its stamp are the next ones.</summary>
    public SessionHead Append(SessionEvent happened, DateTimeOffset at)
    {
        var next = happened with { Seq = Seq + 1, At = at };
        return this with { Tail = Tail.Add(next), Fold = Fold.Add(next), UpdatedAt = at, LastActivity = at };
    }

    public EventSegment Oldest() => new() { Events = Tail[..EventSegment.Size], Before = BeforeTail };

    /// <summary>The head without the events of its oldest segment, once that is written.</summary>
    public SessionHead Cut() =>
        this with
        {
            Sealed = Sealed + 1,
            BeforeTail = Oldest().Events.Aggregate(BeforeTail, (fold, next) => fold.Add(next)),
            Tail = Tail.RemoveRange(0, EventSegment.Size),
        };
}

/// <summary>An answer that is to be written anew.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-again")]
internal sealed record Regeneration
{
    /// <summary>Seq of the user's message.</summary>
    [Id(0)]
    public long Question { get; init; }

    /// <summary>Seq of the answer to supersede.</summary>
    [Id(1)]
    public long Old { get; init; }

    /// <summary>Which answer to the question the new one is, from 0.</summary>
    [Id(2)]
    public int Version { get; init; }
}
