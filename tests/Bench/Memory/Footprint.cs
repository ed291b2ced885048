using System.Collections.Immutable;
using YudaiV3.Bench.Chat;
using YudaiV3.Bench.Floors;
using YudaiV3.Bench.Live;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Memory;

/// <summary>
/// The memory of an idle session in a silo and of an open socket in an Api node: the difference that thousands of them
/// make.
/// </summary>
internal sealed class Footprint : IBenchmark
{
    private const int Users = 20,
        WarmUpCount = 400,
        Sessions = 4_000,
        Sockets = 2_000;

    public string Part => "memory";
    public string About => "memory of an idle session and of an open socket";

    public async Task Run(Report report)
    {
        await using var stage = await Stage.Start();
        var tokens = await stage.SignIn(Users);
        await using (var seeded = await SeededSessions.Open(stage.Cluster.Database))
            await Parallel.ForEachAsync(
                Enumerable.Range(0, WarmUpCount + Sessions),
                new ParallelOptions { MaxDegreeOfParallelism = 16 },
                async (session, _) =>
                    await seeded.Write(AccessToken.UserId(tokens[session % Users]), Name(session), session, 10)
            );
        await MeasureSessions(report, stage, tokens);
        await MeasureSockets(report, stage, tokens);
    }

    private static async Task MeasureSessions(Report report, Stage stage, ImmutableArray<string> tokens)
    {
        var silo = stage.Cluster.Silos[0].Id;
        await Activate(stage, tokens, 0, WarmUpCount);
        var before = await LiveHeap.Measure(silo);
        await Activate(stage, tokens, WarmUpCount, Sessions);
        var each = (await LiveHeap.Measure(silo) - before) / Sessions / 1024;
        report.SetCost(Cost.Session, each);
        report.Add(Figure.Limit($"memory of an idle session ({Sessions:N0} of 10 messages)", "KB", each, 12));
    }

    private static async Task MeasureSockets(Report report, Stage stage, ImmutableArray<string> tokens)
    {
        var api = stage.Cluster.Apis[0];
        using var few = await Open(0, WarmUpCount);
        var before = await LiveHeap.Measure(api.Process.Id);
        using var many = await Open(WarmUpCount, Sockets);
        var each = (await LiveHeap.Measure(api.Process.Id) - before) / Sockets / 1024;
        report.SetCost(Cost.Socket, each);
        report.Add(
            Figure.Limit($"memory of an open socket ({Sockets:N0}, each on a session of its own)", "KB", each, 20) with
            {
                Note = $"a socket of a bare Kestrel is {Figure.Text(await MeasureBareSockets())} KB",
            }
        );

        Task<Listeners> Open(int from, int count) =>
            Listeners.Open([
                .. Enumerable
                    .Range(from, count)
                    .Select(session =>
                        (api.Url, $"/daifu/sessions/{Name(session)}/ws?stream=true", tokens[session % Users])
                    ),
            ]);
    }

    private static async Task<double> MeasureBareSockets()
    {
        await using var bare = await BareServer.Start();
        using var few = await Open(WarmUpCount);
        var before = await LiveHeap.Measure(bare.ProcessId);
        using var many = await Open(Sockets);
        return (await LiveHeap.Measure(bare.ProcessId) - before) / Sockets / 1024;

        Task<Listeners> Open(int count) =>
            Listeners.Open([.. Enumerable.Range(0, count).Select(_ => (bare.Url, "/ws", ""))]);
    }

    private static async Task Activate(Stage stage, ImmutableArray<string> tokens, int from, int count)
    {
        using var connection = await HttpConnection.Open(stage.Cluster.Apis[0].Url);
        for (var session = from; session < from + count; session++)
            await connection.SendExpectingSuccess(
                HttpConnection.Request(
                    "GET",
                    $"/daifu/chat/sessions/{Name(session)}/statistics",
                    tokens[session % Users]
                )
            );
    }

    private static string Name(int session) => $"idle-{session}";
}
