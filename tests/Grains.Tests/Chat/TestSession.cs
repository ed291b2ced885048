using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using YudaiV3.Storage;

namespace YudaiV3.Chat;

/// <summary>The state of one session with its records in memory, without a silo.</summary>
internal sealed class TestSession
{
    private const string Key = "session/7/conversation";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    public TestSession()
    {
        Storage.Head = SessionHead.Start(new NewSession { SessionId = "conversation" }, 1, _time.GetUtcNow());
        Activate();
    }

    public RecordStore Storage { get; } = new();
    public SessionContext Session { get; private set; } = null!;

    /// <summary>Runs a test as a grain runs: one step at a time.</summary>
    public static Task<T> OneStepAtATime<T>(Func<Task<T>> test) =>
        Task
            .Factory.StartNew(
                test,
                CancellationToken.None,
                TaskCreationOptions.None,
                new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler
            )
            .Unwrap();

    /// <summary>Reads the stored state, as a new activation does.</summary>
    public void Activate()
    {
        var state = new StoredState<SessionHead>(Storage.Head)
        {
            OnWrite = head =>
            {
                Storage.Head = head;
                return Task.CompletedTask;
            },
        };
        var owner = new Owner();
        var commits = new GroupCommit<SessionHead>(state, owner);
        var records = new GrainRecords(Storage, GrainId.Create("chatsession", Key));
        Session = SessionContext.Create(Key, commits, records, _time, NullLogger.Instance, CancellationToken.None);
        owner.Log = Session.Log;
    }

    /// <summary>An earlier edition drops the fields that it does not know.</summary>
    public void RewriteByEarlierEdition()
    {
        var head = Storage.Head;
        Storage.Head = head with
        {
            Attempt = null,
            Edition = 0,
            LegacyThrough = 0,
            SupersededThrough = 0,
            Fold = head.Fold with { LastRegeneration = 0 },
            BeforeTail = head.BeforeTail with { LastRegeneration = 0 },
        };
        Activate();
    }

    public Task Ask(string text) =>
        Append(text, head => head.Ask(Key, Say(text), 3, Session.Clock.Next(), Session.Activation));

    public async Task Edit(long question, string text)
    {
        var earlier = await Session.FindMessage(MessageIds.Create(Key, question));
        KeptTurns kept = null!;
        await Append(
            text,
            head => head.Edit(Key, earlier, kept, Say(text), 3, Session.Clock.Next(), Session.Activation),
            async head => kept = await new KeptTurnsReader(Session.Log).Read(head, earlier)
        );
    }

    /// <summary>Requests a new answer in the place of one, and returns that one.</summary>
    public async Task<SessionEvent> Regenerate(long question, int version)
    {
        var old = await Session.FindMessage(MessageIds.CreateAnswer(Key, question, version));
        Assert.False(await Session.IsSuperseded(Session.Head, old.Seq));
        await Session.Commit(head => head.Regenerate(Regeneration.From(Key, old)!, Session.Activation));
        return old;
    }

    /// <summary>Answers the turn that is answered next. An attempt was counted before.</summary>
    public async Task Answer(string text)
    {
        _time.Advance(TimeSpan.FromMilliseconds(50));
        using var turn = await new OwedTurns(Session).First();
        if (Session.Head.Attempt?.IsAt(turn.Question.Seq, turn.Version) is not true)
            await Session.Commit(head =>
                head.CountAttempt(turn.Question.Seq, turn.Version, _time.GetUtcNow(), Session.Activation)
            );
        Assert.Equal(1, Session.Head.Attempt!.Count);
        var answer = turn.CreateFailure("") with { Role = Speaker.Assistant, Content = text, Tokens = 5 };
        await Session.Commit(head => turn.Append(head, answer, Session.Clock.Next())!);
    }

    public Task AddCard(string id)
    {
        var card = new NewCard
        {
            Title = "t",
            Content = "c",
            RequestId = id,
        };
        return Session.Commit(head => head.AddCard(card, Session.Clock.Next()));
    }

    private static NewMessage Say(string text) => new() { Content = text, ClientMessageId = text };

    private Task<PostedMessage> Append(
        string text,
        Func<SessionHead, SessionHead?> append,
        Func<SessionHead, Task>? read = null
    )
    {
        _time.Advance(TimeSpan.FromMilliseconds(50));
        return new MessageAppender(Session).Append(Say(text), append, read);
    }

    private sealed class Owner : IStateOwner<SessionHead>
    {
        public SessionLog Log { get; set; } = null!;

        public bool HasRoom(SessionHead state) => !state.IsFull;

        public Task<SessionHead> MakeRoom(SessionHead state) => Log.Seal(state);

        public void WriteFailed(Exception exception) => Assert.Fail(exception.ToString());
    }
}
