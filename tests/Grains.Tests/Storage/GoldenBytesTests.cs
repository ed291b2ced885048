using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Serialization;
using YudaiV3.Auth;
using YudaiV3.Chat;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.GitHub;
using YudaiV3.Issues;
using YudaiV3.RepoIngest;
using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Packs;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.Storage;

/// <summary>
/// Bytes that an earlier version stored are still read, whole. A fixture is never changed: a new version of a type adds
/// one.
/// </summary>
public sealed class GoldenBytesTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, 250, TimeSpan.Zero);

    private static readonly Message Said = new()
    {
        MessageId = "0000-1",
        SessionId = "talk",
        Content = "Grüße 👋",
        Role = Speaker.Assistant,
        IsCode = true,
        CreatedAt = Noon,
        Tokens = 5,
        ModelUsed = "model",
        ProcessingTime = 12.5,
        ContextCards = ["card"],
        ReferencedFiles = ["a.cs", "b.cs"],
        ErrorMessage = "none",
        ClientMessageId = "client",
        InReplyTo = "0000-0",
        Supersedes = "0000-2",
        Metadata = new MessageMetadata
        {
            Stopped = true,
            PromptTokens = 7,
            Attempts = 2,
            Cost = 0.5,
        },
    };

    private static readonly SessionStatistics Figures = new()
    {
        TotalMessages = 1,
        UserMessages = 2,
        AssistantMessages = 3,
        TotalTokens = 4,
        TotalCost = 5.5,
        SessionDuration = 6,
        AgentActions = 7,
        FilesProcessed = 8,
        UserIssuesCount = 9,
    };

    private static readonly SessionEvent Edit = new()
    {
        Seq = 9,
        At = Noon,
        Message = Said,
        Supersession = new Supersession
        {
            From = 3,
            Through = 8,
            Survivors = [5, 6],
            PreviousRegeneration = 2,
        },
    };

    private static readonly SessionFold Fold = new()
    {
        Seq = 17,
        At = Noon,
        Statistics = Figures,
        Cards = [new CardPlace { Id = "c", Seq = 2 }],
        Superseded = [new SeqRange { From = 3, Through = 4 }],
    };

    private static readonly SessionEvent Event = new()
    {
        Seq = 17,
        At = Noon,
        Message = Said,
        Supersession = new Supersession
        {
            From = 3,
            Through = 4,
            Kept = Figures,
        },
        Card = new CardChange
        {
            Action = CardAction.Update,
            Card = new ContextCard
            {
                Id = "c",
                SessionId = "talk",
                Title = "t",
                Description = "d",
                Content = "x",
                Tokens = 1,
                Source = CardSource.Github,
                CreatedAt = Noon,
            },
        },
    };

    private static readonly Session Talk = new()
    {
        Id = 99,
        SessionId = "talk",
        Title = "t",
        Description = "d",
        RepoOwner = "o",
        RepoName = "n",
        RepoBranch = "b",
        IsActive = true,
        TotalMessages = 2,
        TotalTokens = 3,
        ContextCardCount = 4,
        CreatedAt = Noon,
        UpdatedAt = Noon,
        LastActivity = Noon,
    };

    private static readonly IngestOrder Order = new()
    {
        Location = new RepositoryLocation
        {
            Owner = "o",
            Name = "n",
            Folder = "f",
        },
        RepoUrl = "u",
        Branch = "b",
        CommitSha = "c",
        Options = new IngestOptions
        {
            Path = "p",
            Include = ["i"],
            Exclude = ["e"],
            MaxFileSize = 9,
        },
    };

    private static readonly FinishedIngest Finished = new()
    {
        Order = Order,
        Result = new IngestResult
        {
            Files = 1,
            Tokens = 2,
            Bytes = 3,
            FileRecords = 4,
            DependencyRecords = 5,
            Truncated = true,
            Skipped = [new SkippedFiles { Reason = "r", Count = 6 }],
            Attempt = 7,
            CreatedAt = Noon,
            Facts =
            [
                new FactsLocation
                {
                    IngestId = "i",
                    Attempt = 1,
                    Records = 2,
                },
            ],
            Analyzed = 8,
        },
    };

    private static readonly PackWriterId Packer = new() { IngestId = "i", Attempt = 2 };

    private static readonly UserIssue Wish = new()
    {
        Id = 5,
        IssueId = "i",
        UserId = 7,
        Title = "t",
        Description = "d",
        IssueTextRaw = "raw",
        IssueSteps = ["s"],
        ConversationId = "talk",
        ContextCardId = "c",
        ContextCards = ["c"],
        Ideas = ["idea"],
        RepoOwner = "o",
        RepoName = "n",
        Priority = IssuePriority.High,
        Status = IssueStatus.Failed,
        AgentResponse = "r",
        ProcessingTime = 1.5,
        TokensUsed = 9,
        GithubIssueUrl = "u",
        GithubIssueNumber = 4,
        CreatedAt = Noon,
        UpdatedAt = Noon,
        ProcessedAt = Noon,
        GithubIssueState = "open",
        GithubIssueTitle = "tt",
    };

    public static TheoryData<string> Fixtures => [.. Stored.Keys];

    private static readonly Dictionary<string, object> Stored = new()
    {
        ["chat-session.1"] = new SessionHead
        {
            SessionId = "talk",
            Repository = new RepositoryRef
            {
                Owner = "o",
                Name = "n",
                Branch = "b",
            },
            Title = "t",
            Description = "d",
            IsActive = true,
            CreatedAt = Noon,
            UpdatedAt = Noon,
            LastActivity = Noon,
            Place = 3,
            Sealed = 1,
            Tail = [Event],
            BeforeTail = Fold,
            Fold = Fold,
            LastQuestion = 16,
            AnsweredThrough = 15,
            Regenerations =
            [
                new Regeneration
                {
                    Question = 1,
                    Old = 2,
                    Version = 3,
                },
            ],
            IndexedThrough = 12,
        },
        ["chat-session.2"] = new SessionHead
        {
            SessionId = "talk",
            Tail = [Event],
            Fold = Fold,
            Issues = ["i"],
            EarlierIssues = 3,
        },
        ["chat-session.4"] = new SessionHead
        {
            SessionId = "talk",
            Tail = [Edit],
            Fold = Fold with { LastRegeneration = 9 },
            Attempt = new TurnAttempt
            {
                Question = 3,
                Version = 1,
                Count = 2,
                NotBefore = Noon,
                Activation = 77,
            },
            Edition = 1,
            LegacyThrough = 5,
            SupersededThrough = 6,
        },
        ["chat-answer.1"] = new AnswerPlace { Seq = 40 },
        ["chat-superseded.1"] = new SupersededPage
        {
            Ranges =
            [
                new SupersededRange
                {
                    From = 3,
                    Through = 4,
                    Since = 2,
                },
            ],
        },
        ["chat-events.1"] = new EventSegment { Events = [Event, Event], Before = Fold },
        ["chat-events.2"] = new EventSegment { Events = [Event with { LoginId = "login" }], Before = Fold },
        ["chat-session.3"] = new SessionHead
        {
            SessionId = "talk",
            Regenerations =
            [
                new Regeneration
                {
                    Question = 1,
                    Old = 2,
                    Version = 3,
                    LoginId = "login",
                },
            ],
        },
        ["chat-sent.1"] = new ClientMessageRecord
        {
            Seq = 17,
            Content = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        },
        ["user.1"] = new UserHead
        {
            Places = 2,
            ActiveSessions = [new ActiveSession { SessionId = "talk", Place = 1 }],
            LatestOnPage = [Noon],
            Ended = [new EndedLogin { TokenId = "jwt", ExpiresAt = Noon }],
            ProtectedGitHubToken = "sealed",
            Profile = new UserProfile
            {
                Id = 7,
                GithubUsername = "u",
                GithubUserId = "7",
                Email = "e",
                DisplayName = "d",
                AvatarUrl = "a",
                CreatedAt = Noon,
                LastLogin = Noon,
            },
        },
        ["user-logins.1"] = new UserLoginsState
        {
            Logins =
            [
                new StoredLogin
                {
                    Id = "login",
                    StartedAt = Noon,
                    LastUsedAt = Noon,
                    UserAgent = "browser",
                    ProtectedGitHubToken = "sealed",
                },
            ],
        },
        ["user.2"] = new UserHead { SignedOutThrough = Noon },
        ["user-logins.2"] = new UserLoginsState
        {
            ApiTokens =
            [
                new StoredApiToken
                {
                    Id = "token",
                    Name = "ci",
                    Hash = "hash",
                    Scopes = ["read"],
                    CreatedAt = Noon,
                    ExpiresAt = Noon,
                    LastUsedAt = Noon,
                    ProtectedGitHubToken = "sealed",
                },
            ],
        },
        ["login-attempt.1"] = new PendingLogin
        {
            Verifier = "v",
            RedirectUri = "r",
            Browser = "b",
            ExpiresAt = Noon,
        },
        ["user-sessions.1"] = new SessionPage
        {
            Sessions = ImmutableSortedDictionary<long, Session>.Empty.Add(1, Talk),
        },
        ["user-opened.1"] = new RepositorySession { Generation = 4 },
        ["repo-ingest.1"] = new IngestHead
        {
            Order = Order,
            Askers = [7, 8],
            Status = IngestState.Failed,
            StartedAt = Noon,
            CompletedAt = Noon,
            Error = "e",
            Attempt = 2,
            Result = Finished.Result,
            Failure = IngestFailure.BadSource,
        },
        ["repo-ingest.2"] = new IngestHead
        {
            Order = Order,
            Askers = [7, 8],
            LoginId = "login",
        },
        ["ingest-progress.1"] = new IngestProgress
        {
            Attempt = 2,
            Phase = IngestState.Analyzing,
            Percent = 52.5,
            FilesDone = 3,
            FilesTotal = 4,
            BytesDone = 5,
        },
        ["ingest-files.1"] = new FilesSegment
        {
            Files =
            [
                new TreeFile
                {
                    Path = "a.cs",
                    Size = 1,
                    ContentHash = "h",
                    Tokens = 2,
                    Language = "C#",
                    Category = FileCategory.SourceCode,
                    Marks = FileMarks.Vendored,
                },
            ],
        },
        ["ingest-dependencies.1"] = new DependenciesSegment
        {
            Files =
            [
                new FileDependencies
                {
                    Path = "a.cs",
                    Edges =
                    [
                        new Dependency
                        {
                            To = "b",
                            ToKind = NodeKind.Folder,
                            Kind = EdgeKind.Type,
                            Line = 3,
                        },
                    ],
                    External = [new ExternalName { Name = "n", Stdlib = true }],
                    Unresolved = [new UnresolvedImport { Specifier = "s", Line = 4 }],
                },
            ],
        },
        ["ingest-facts.1"] = new FactsSegment
        {
            Texts =
            [
                new AnalyzedText
                {
                    Hash = "h",
                    Language = SourceLanguage.Python,
                    Tokens = 5,
                    Facts = new FileFacts
                    {
                        Imports =
                        [
                            new ImportFact
                            {
                                Specifier = "s",
                                Kind = EdgeKind.Dynamic,
                                Line = 1,
                                Form = ImportForm.From,
                                Names = ["n"],
                                Alias = "a",
                                Scope = 1,
                                Path = "p",
                            },
                        ],
                        Scopes = [new Scope()],
                        Declarations = [],
                        Uses = [],
                    },
                },
            ],
        },
        ["ingest-files.2"] = new FilesSegment
        {
            Files =
            [
                new TreeFile
                {
                    Path = "a.cs",
                    Size = 1,
                    ContentHash = "h",
                    Tokens = 2,
                    Language = "C#",
                    Category = FileCategory.SourceCode,
                    Marks = FileMarks.Vendored,
                    Names = "A B",
                },
            ],
        },
        ["ingest-facts.2"] = new FactsSegment
        {
            Texts =
            [
                new AnalyzedText
                {
                    Hash = "h",
                    Language = SourceLanguage.Go,
                    Tokens = 5,
                    Names = "A B",
                },
            ],
        },
        ["ingest-facts.3"] = new FactsSegment
        {
            Texts =
            [
                new AnalyzedText
                {
                    Hash = "h",
                    Language = SourceLanguage.CSharp,
                    Facts = new FileFacts { Conditional = new ConditionalText { Packed = [1, 2, 3] } },
                },
            ],
        },
        ["finished-ingests.2"] = new FinishedIngestsHead
        {
            Newest =
            [
                Finished with
                {
                    Result = new IngestResult
                    {
                        Facts =
                        [
                            new FactsLocation
                            {
                                IngestId = "i",
                                Attempt = 1,
                                Records = 2,
                                Version = 3,
                            },
                        ],
                    },
                },
            ],
        },
        ["finished-ingests.1"] = new FinishedIngestsHead { Newest = [Finished] },
        ["repository-graph.1"] = new IngestedBranchState { Newest = Finished, CreatedAt = Noon },
        ["ingest-desk.1"] = new UserIngestsState { Asked = [1, 2] },
        ["user-issue.1"] = new UserIssueState
        {
            Issue = Wish,
            Place = 3,
            Labels = ["l"],
            Assignees = ["a"],
            Dropped = ["label x"],
            FilingSince = Noon,
            MayBeThere = true,
        },
        ["user-issue.2"] = new UserIssueState
        {
            Issue = Wish,
            Place = 3,
            Labels = ["l"],
            Assignees = ["a"],
            Dropped = ["label x"],
            FilingSince = Noon,
            MayBeThere = true,
            Wanted = true,
            MovedBy = "m",
        },
        ["user-issue.3"] = new UserIssueState { Issue = Wish, FiledBy = "login" },
        ["user-issue.4"] = new UserIssueState
        {
            Issue = Wish,
            FilingSince = Noon,
            MayBeThere = true,
            Wanted = true,
            FiledBy = "login",
            SendBefore = Noon.AddSeconds(10),
        },
        ["user-issues.2"] = new IssueCatalogue
        {
            Places = 2,
            Open = 1,
            Others = new PageStatistics
            {
                Pending = 1,
                Processing = 2,
                Completed = 3,
                Failed = 4,
                WithSession = 5,
                Timed = 6,
                Time = 7.5,
            },
        },
        ["user-issues.1"] = new IssueCatalogue
        {
            Places = 2,
            LegacyStatistics = ImmutableSortedDictionary<long, PageStatistics>.Empty.Add(
                0,
                new PageStatistics { Pending = 1 }
            ),
        },
        ["user-issues-page.1"] = new IssuePage
        {
            Entries = ImmutableSortedDictionary<long, IssueEntry>.Empty.Add(1, IssueEntry.From(Wish)),
        },
        ["ingest-pack.1"] = new FilePack
        {
            Version = 1,
            Files =
            [
                new PackedFile
                {
                    Path = "a.cs",
                    ContentHash = "h",
                    Size = 4,
                    Marks = FileMarks.Vendored,
                    TextLength = 3,
                },
                new PackedFile { Path = "b.png", Marks = FileMarks.Binary },
            ],
            Texts = [1, 2, 3],
        },
        ["ingest-pack-filter.1"] = new PackFilter { Bits = [1, 2] },
        ["ingest-pack-claims.1"] = new PackClaims { Names = ["p", "q"] },
        ["ingest-packs.1"] = new PackIndexSegment
        {
            Packs =
            [
                new PackReference
                {
                    Name = "p",
                    Writer = Packer,
                    First = "a.cs",
                    Last = "b.png",
                    Files = 2,
                },
            ],
            Version = 1,
            IsLast = true,
        },
        ["repository-packs.1"] = new RepositoryPacksState
        {
            Holders =
            [
                new PackHolder
                {
                    Writer = Packer,
                    Stage = PackStage.Dropped,
                    RefersTo = [Packer with { Attempt = 3 }],
                    UsedAt = Noon,
                    IsSwept = true,
                },
            ],
        },
        ["github-caller.1"] = new RateLimitState
        {
            Core = Noon,
            Search = Noon.AddMinutes(1),
            Everything = Noon.AddMinutes(2),
        },
    };

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private Bytes Storage => new(_services.GetRequiredService<Serializer>());

    public void Dispose() => _services.Dispose();

    [Theory, MemberData(nameof(Fixtures))]
    public void Deserialize_of_stored_bytes_gives_what_was_stored(string fixture)
    {
        var file = Path.Combine(Paths.Root, "tests/Grains.Tests/Storage/Golden", fixture + ".txt");
        Assert.True(
            File.Exists(file),
            $"A new record? Then its fixture is {Convert.ToBase64String(Storage.Write(Stored[fixture]))}"
        );
        Assert.Equal(
            JsonSerializer.Serialize(Stored[fixture]),
            JsonSerializer.Serialize(
                Storage.Read(Stored[fixture].GetType(), Convert.FromBase64String(File.ReadAllText(file)))
            )
        );
    }

    [Fact]
    public void Fixtures_are_there_for_every_stored_record()
    {
        var stored = typeof(SessionHead)
            .Assembly.GetTypes()
            .Where(type =>
                type.GetCustomAttribute<AliasAttribute>()?.Alias.StartsWith("yudai.state.", StringComparison.Ordinal)
                == true
            )
            .ToHashSet();
        stored.ExceptWith([
            typeof(SessionFold),
            typeof(CardPlace),
            typeof(SeqRange),
            typeof(Regeneration),
            typeof(TurnAttempt),
            typeof(SupersededRange),
            typeof(ActiveSession),
            typeof(EndedLogin),
            typeof(StoredLogin),
            typeof(StoredApiToken),
            typeof(IssueEntry),
            typeof(PageStatistics),
        ]); // parts of the others
        Assert.Equal(
            stored.OrderBy(t => t.Name),
            Stored.Values.Select(value => value.GetType()).Distinct().OrderBy(t => t.Name)
        );
    }

    /// <summary>The serializer of the grain storage, for a type that is known only at run time.</summary>
    private sealed class Bytes(Serializer serializer)
    {
        private static readonly MethodInfo ReadAs = typeof(Bytes).GetMethod(
            nameof(Typed),
            BindingFlags.NonPublic | BindingFlags.Instance
        )!;
        private static readonly MethodInfo WriteAs = typeof(Bytes).GetMethod(
            nameof(Untyped),
            BindingFlags.NonPublic | BindingFlags.Instance
        )!;

        public object Read(Type type, byte[] bytes) => ReadAs.MakeGenericMethod(type).Invoke(this, [bytes])!;

        public byte[] Write(object value) => (byte[])WriteAs.MakeGenericMethod(value.GetType()).Invoke(this, [value])!;

        private T? Typed<T>(byte[] bytes) =>
            new Orleans.Storage.OrleansGrainStorageSerializer(serializer).Deserialize<T>(new BinaryData(bytes));

        private byte[] Untyped<T>(T value) =>
            new Orleans.Storage.OrleansGrainStorageSerializer(serializer).Serialize(value).ToArray();
    }
}
