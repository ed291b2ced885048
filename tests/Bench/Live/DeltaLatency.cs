using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Live;

/// <summary>The time from the model to the socket for each delta, with many answers at the same time.</summary>
internal sealed class DeltaLatency : IBenchmark
{
    private const int Sessions = 200,
        WarmUpSessions = 40,
        TokensPerSecond = 100,
        Users = 20;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public string Part => "live";
    public string About => "from the chunk of the model to the socket";

    public async Task Run(Report report)
    {
        await using var stage = await Stage.Start();
        var stop = new CancellationTokenSource();
        stage.Model.Reply = context => LeanModel.Paced(context, TokensPerSecond, Words(stop.Token));
        var tokens = await stage.SignIn(Users);
        var node = stage.Cluster.Apis[0].Url;
        using var connection = await HttpConnection.Open(node);
        // With all sessions, the JIT compiler would get too little time and take minutes.
        using (await Begin("warm-up", WarmUpSessions))
        {
            await WarmUp.Run(stage, Task.Delay);
            await stop.CancelAsync();
        }
        stop = new();
        using var listeners = await Begin("delta", Sessions);
        await WarmUp.Run(stage, Task.Delay);
        var cpu = await CpuTimes.Create(stage);
        var (before, delivered) = (cpu.Now(), listeners.Delivered);
        listeners.Reset();
        await Task.Delay(Duration);
        var socketLatencies = listeners.Latencies();
        var (spent, deltas) = (cpu.Now() - before, listeners.Delivered - delivered);
        await stop.CancelAsync();

        report.SetCost(Cost.ApiDelta, spent.Api / deltas);
        report.SetCost(Cost.SiloDelta, spent.Silo / deltas);
        var all = socketLatencies.SelectMany(latencies => latencies).ToArray();
        report.Add(
            Figure.Limit(
                $"delta latency, {TokensPerSecond} tokens/s in {Sessions} sessions, p99",
                "ms",
                Rounds.Percentile(all, 0.99),
                50
            ) with
            {
                Note =
                    $"p50 {Figure.Text(Rounds.Median(all))} ms; "
                    + $"{Figure.Text(deltas / Duration.TotalSeconds)} deltas/s; "
                    + $"each costs {spent.Each(deltas)}; sockets closed: {listeners.Lost}",
            }
        );
        report.Add(
            Figure.Cost(
                "delta latency, p50 of the last third (floor: of the first third)",
                "ms",
                Rounds.Median(socketLatencies.SelectMany(latencies => latencies[(latencies.Length * 2 / 3)..])),
                Rounds.Median(socketLatencies.SelectMany(latencies => latencies[..(latencies.Length / 3)])),
                1.5
            )
        );

        async Task<Listeners> Begin(string name, int sessions)
        {
            for (var session = 0; session < sessions; session++)
                await connection.SendExpectingSuccess(
                    HttpConnection.Request(
                        "POST",
                        "/daifu/chat/daifu/v2",
                        tokens[session % Users],
                        $$$"""{"session_id":"{{{name}}}-{{{session}}}","message":{"content":"Go on."}}"""
                    )
                );
            return await Listeners.Open([
                .. Enumerable
                    .Range(0, sessions)
                    .Select(session =>
                        (node, $"/daifu/sessions/{name}-{session}/ws?stream=true", tokens[session % Users])
                    ),
            ]);
        }
    }

    private static IEnumerable<byte[]> Words(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            yield return LeanModel.Piece(Stopwatches.Text() + " ");
    }
}
