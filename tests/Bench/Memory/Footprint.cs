using System.Collections.Immutable;
using YudaiV3.Bench.Chat;
using YudaiV3.Bench.Floors;
using YudaiV3.Bench.Live;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Memory;

/// <summary>
/// What an idle session costs a silo, and an open socket an Api node: the difference that thousands of them make.
/// </summary>
internal sealed class Footprint : IBenchmark
{
    private const int People = 20,
        Few = 400,
        Sessions = 4_000,
        Sockets = 2_000;

    public string Part => "memory";
    public string About => "bytes of an idle session and of an open socket";

    public async Task Run(Report report)
    {
        await using var stage = await Stage.Start();
        var people = await stage.SignIn(People);
        await using (var seeded = await SeededSessions.On(stage.Cluster.Database))
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Few + Sessions),
                new ParallelOptions { MaxDegreeOfParallelism = 16 },
                async (session, _) =>
                    await seeded.Write(Person.Of(people[session % People]), Name(session), session, 10)
            );
        await OfSessions(report, stage, people);
        await OfSockets(report, stage, people);
    }

    private static async Task OfSessions(Report report, Stage stage, ImmutableArray<string> people)
    {
        var silo = stage.Cluster.Silos[0].Id;
        await Visit(stage, people, 0, Few);
        var before = await LiveHeap.Of(silo);
        await Visit(stage, people, Few, Sessions);
        var each = (await LiveHeap.Of(silo) - before) / Sessions / 1024;
        report.Learn(Cost.Session, each);
        report.Add(Figure.Limit($"memory of an idle session ({Sessions:N0} of 10 messages)", "KB", each, 12));
    }

    private static async Task OfSockets(Report report, Stage stage, ImmutableArray<string> people)
    {
        var api = stage.Cluster.Apis[0];
        using var few = await Open(0, Few);
        var before = await LiveHeap.Of(api.Process.Id);
        using var many = await Open(Few, Sockets);
        var each = (await LiveHeap.Of(api.Process.Id) - before) / Sockets / 1024;
        report.Learn(Cost.Socket, each);
        report.Add(
            Figure.Limit($"memory of an open socket ({Sockets:N0}, each on a session of its own)", "KB", each, 20) with
            {
                Note = $"a socket of a bare Kestrel is {Figure.Text(await OfBareSockets())} KB",
            }
        );

        Task<Listeners> Open(int from, int count) =>
            Listeners.Open([
                .. Enumerable
                    .Range(from, count)
                    .Select(session =>
                        (api.Url, $"/daifu/sessions/{Name(session)}/ws?stream=true", people[session % People])
                    ),
            ]);
    }

    private static async Task<double> OfBareSockets()
    {
        await using var bare = await BareServer.Start();
        using var few = await Open(Few);
        var before = await LiveHeap.Of(bare.ProcessId);
        using var many = await Open(Sockets);
        return (await LiveHeap.Of(bare.ProcessId) - before) / Sockets / 1024;

        Task<Listeners> Open(int count) =>
            Listeners.Open([.. Enumerable.Range(0, count).Select(_ => (bare.Url, "/ws", ""))]);
    }

    private static async Task Visit(Stage stage, ImmutableArray<string> people, int from, int count)
    {
        using var connection = await HttpConnection.Open(stage.Cluster.Apis[0].Url);
        for (var session = from; session < from + count; session++)
            await connection.Demand(
                HttpConnection.Request(
                    "GET",
                    $"/daifu/chat/sessions/{Name(session)}/statistics",
                    people[session % People]
                )
            );
    }

    private static string Name(int session) => $"idle-{session}";
}
