using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat;

/// <summary>
/// The changing record of a session: its properties, the fold of its events, and the newest events. Older events are in
/// <see cref="EventSegment"/>s. Its methods are pure decisions: each returns the next state.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-session")]
internal sealed record SessionHead
{
    private const int CurrentEdition = 1;
    private const int MaxCards = 200;
    private const int MaxIssues = 16;

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

    /// <summary>The place in the owner's session list.</summary>
    [Id(8)]
    public long Place { get; init; }

    /// <summary>The number of segments; <see cref="Tail"/> continues after them.</summary>
    [Id(9)]
    public long Sealed { get; init; }

    [Id(10)]
    public ImmutableArray<SessionEvent> Tail { get; init; } = [];

    /// <summary>The fold of the events before the tail.</summary>
    [Id(11)]
    public SessionFold BeforeTail { get; init; } = new();

    /// <summary>The fold of all events.</summary>
    [Id(12)]
    public SessionFold Fold { get; init; } = new();

    /// <summary>Seq of the newest message of the user.</summary>
    [Id(13)]
    public long LastQuestion { get; init; }

    /// <summary>
    /// No message of the user up to this seq needs an answer. Messages are answered in their order: the live ones after
    /// this seq are owed an answer.
    /// </summary>
    [Id(14)]
    public long AnsweredThrough { get; init; }

    /// <summary>The new answers that were requested, in order.</summary>
    [Id(15)]
    public ImmutableArray<Regeneration> Regenerations { get; init; } = [];

    /// <summary>The search index has the messages up to this event. It may have later ones.</summary>
    [Id(16)]
    public long IndexedThrough { get; init; }

    /// <summary>The ids of the newest issues created from the session, to count each of them once.</summary>
    [Id(17)]
    public ImmutableArray<string> Issues { get; init; } = [];

    /// <summary>The number of issues before those.</summary>
    [Id(18)]
    public int EarlierIssues { get; init; }

    /// <summary>The attempt at the first turn that is owed; null if it is not counted yet.</summary>
    [Id(19)]
    public TurnAttempt? Attempt { get; init; }

    /// <summary>0 if an earlier edition wrote this record. It drops the fields that it does not know.</summary>
    [Id(20)]
    public int Edition { get; init; }

    /// <summary>
    /// The last event that an earlier edition may have written. Later ones have all links. Valid if this edition wrote
    /// the record.
    /// </summary>
    [Id(21)]
    public long LegacyThrough { get; init; }

    /// <summary>Regenerated answers up to this event are not linked, and have no <see cref="AnswerPlace"/>.</summary>
    public long UnlinkedThrough => Edition == CurrentEdition ? LegacyThrough : Seq;

    /// <summary>
    /// The last seq of the ranges that were moved to <see cref="SupersededPage"/>s; 0 if there are none. Valid if this
    /// edition wrote the record.
    /// </summary>
    [Id(22)]
    public long SupersededThrough { get; init; }

    /// <summary>Superseded events up to this one may be in <see cref="SupersededPage"/>s.</summary>
    public long PagedThrough => Edition == CurrentEdition ? SupersededThrough : Seq;

    public bool Exists => SessionId.Length > 0;

    /// <summary>The last event.</summary>
    public long Seq => Fold.Seq;

    /// <summary>A turn is owed its answer. This is the durable record of a turn in flight.</summary>
    public bool Unanswered => LastQuestion > AnsweredThrough || !Regenerations.IsEmpty;

    /// <summary>The tail must be sealed before the next event.</summary>
    public bool IsFull => Tail.Length >= EventSegment.Size;

    public int IssueCount => EarlierIssues + Issues.Length;

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
            Edition = CurrentEdition,
        };

    public SessionHead Rename(string title, DateTimeOffset now) => Touch(now) with { Title = title, UpdatedAt = now };

    public SessionHead Close(DateTimeOffset now) => IsActive ? this with { IsActive = false, UpdatedAt = now } : this;

    public SessionHead Touch(DateTimeOffset now) => this with { LastActivity = now };

    /// <summary>Counts an issue, once.</summary>
    public SessionHead NoteIssue(string issueId) =>
        Issues.Contains(issueId) ? this
        : Issues.Length < MaxIssues ? this with { Issues = Issues.Add(issueId) }
        : this with { Issues = Issues.RemoveAt(0).Add(issueId), EarlierIssues = EarlierIssues + 1 };

    /// <summary>Adds a card, once for each request id.</summary>
    /// <exception cref="ConflictException">The session has as many cards as it may have.</exception>
    public SessionHead AddCard(NewCard card, DateTimeOffset at)
    {
        var id = ContextCardIds.Create(Place, card.RequestId);
        if (Fold.HasCard(id))
            return this;
        if (Fold.Cards.Length >= MaxCards)
            throw new ConflictException($"A session has at most {MaxCards} context cards.");
        return Append(CardAction.Add, card.Create(id, SessionId, TokenCounter.Count(card.Content), at), at);
    }

    public SessionHead RemoveCard(ContextCard card, DateTimeOffset at) =>
        Fold.HasCard(card.Id) ? Append(CardAction.Remove, card, at) : this;

    public Session Describe(string key) => new SessionView(this, Fold).Describe(key);

    public SessionStatistics Statistics() => new SessionView(this, Fold).Statistics;

    /// <summary>The oldest segment of a full tail.</summary>
    public EventSegment Oldest() => new() { Events = Tail[..EventSegment.Size], Before = BeforeTail };

    /// <summary>The head without its oldest segment, which has been written.</summary>
    public SessionHead Cut() =>
        this with
        {
            Sealed = Sealed + 1,
            BeforeTail = Oldest().Events.Aggregate(BeforeTail, (fold, next) => fold.Add(next)),
            Tail = Tail.RemoveRange(0, EventSegment.Size),
        };

    /// <summary>The head without the first superseded ranges before the tail, which have been written.</summary>
    public SessionHead CutSuperseded(ImmutableArray<SeqRange> written)
    {
        var before = BeforeTail with { Superseded = BeforeTail.Superseded.RemoveRange(0, written.Length) };
        return this with
        {
            BeforeTail = before,
            Fold = Tail.Aggregate(before, (fold, next) => fold.Add(next)),
            SupersededThrough = Math.Max(PagedThrough, written[^1].Through),
        };
    }

    private SessionHead Append(CardAction action, ContextCard card, DateTimeOffset at)
    {
        var change = new CardChange { Action = action, Card = card };
        return Append(new SessionEvent { Card = change }, at);
    }

    /// <summary>Appends an event with the next seq.</summary>
    public SessionHead Append(SessionEvent sessionEvent, DateTimeOffset at)
    {
        var next = sessionEvent with { Seq = Seq + 1, At = at };
        return this with
        {
            Tail = Tail.Add(next),
            Fold = Fold.Add(next),
            UpdatedAt = at,
            LastActivity = at,
            Edition = CurrentEdition,
            LegacyThrough = UnlinkedThrough,
            SupersededThrough = PagedThrough,
        };
    }
}
