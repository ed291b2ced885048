using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using YudaiV3.Chat;
using YudaiV3.ServiceDefaults;
using YudaiV3.Storage;

namespace YudaiV3.Bench.Chat;

/// <summary>
/// Writes sessions of any length directly into storage, with the same records as the grain, because sending 100,000
/// messages takes too long.
/// </summary>
internal sealed class SeededSessions(ServiceProvider services, AdoNetGrainStorage storage) : IAsyncDisposable
{
    private const int MaxParallelWrites = 32;

    public static async Task<SeededSessions> Open(string database)
    {
        var services = new ServiceCollection()
            .AddSerializer()
            .AddLogging()
            .Configure<ClusterOptions>(ClusterIdentity.Apply)
            .BuildServiceProvider();
        var storage = ActivatorUtilities.CreateInstance<AdoNetGrainStorage>(
            services,
            Options.Create(
                new AdoNetGrainStorageOptions
                {
                    Invariant = ClusterIdentity.Invariant,
                    ConnectionString = DatabaseUrl.Parse(database).For("yudai-bench seed", MaxParallelWrites),
                    GrainStorageSerializer = new OrleansGrainStorageSerializer(
                        services.GetRequiredService<Serializer>()
                    ),
                }
            ),
            "Default"
        );
        var lifecycle = new Lifecycle();
        storage.Participate(lifecycle);
        await lifecycle.OnStart();
        return new(services, storage);
    }

    /// <param name="place">The place in the owner's catalogue, different for each session.</param>
    /// <param name="messages">The number of questions and answers together.</param>
    public async Task Write(long owner, string session, long place, int messages)
    {
        var key = ChatSessionKey.Create(owner, session);
        var at = TimeProvider.System.GetUtcNow().AddDays(-1);
        var head = SessionHead.Start(
            new NewSession
            {
                SessionId = session,
                Repository = new RepositoryRef { Owner = "octo", Name = "cat" },
            },
            place,
            at
        );
        List<EventSegment> segments = [];
        for (var turn = 0; turn < messages / 2; turn++)
        {
            head = MakeRoom(head, segments).Ask(key, Question(turn), 17, at = at.AddMilliseconds(2));
            var question = head.Seq;
            head = MakeRoom(head, segments).Answer(question, Answer(key, question), at = at.AddMilliseconds(2))!;
        }
        var records = new GrainRecords(storage, GrainId.Create("chatsession", key));
        await Parallel.ForEachAsync(
            segments.Select((segment, number) => (segment, number)),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallelWrites },
            async (item, _) =>
            {
                await records.WriteOnce(EventSegment.Name(item.number), item.segment);
                foreach (var sessionEvent in item.segment.Events.Where(e => e.Message!.ClientMessageId is not null))
                    await records.WriteOnce(
                        ClientMessageRecord.Name(sessionEvent.Message!.ClientMessageId!),
                        ClientMessageRecord.From(sessionEvent)
                    );
            }
        );
        await records.WriteOnce("chat-session", head with { IndexedThrough = head.Seq });
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static SessionHead MakeRoom(SessionHead head, List<EventSegment> segments)
    {
        if (!head.IsFull)
            return head;
        segments.Add(head.Oldest());
        return head.Cut();
    }

    private static NewMessage Question(int turn) =>
        new()
        {
            Content = "Why does the parser lose the last line of a file without a newline?",
            ClientMessageId = $"{Guid.Empty:N}-{turn:D20}",
        };

    private static Message Answer(string key, long question) =>
        new()
        {
            MessageId = MessageIds.CreateAnswer(key, question, 0),
            InReplyTo = MessageIds.Create(key, question),
            Role = Speaker.Assistant,
            Content = "Yes, that is so.",
            Tokens = 6,
            ModelUsed = "bench",
            ProcessingTime = 3,
            Metadata = new MessageMetadata { PromptTokens = 500, Attempts = 1 },
        };

    private sealed class Lifecycle() : LifecycleSubject(NullLogger.Instance), ISiloLifecycle
    {
        public int HighestCompletedStage => 0;
        public int LowestStoppedStage => 0;
    }
}
