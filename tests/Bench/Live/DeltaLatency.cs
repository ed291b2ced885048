using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Live;

/// <summary>How long a word of the model takes to reach the socket while many answers are being written.</summary>
internal sealed class DeltaLatency : IBenchmark
{
    private const int Sessions = 200,
        Early = 40,
        TokensPerSecond = 100,
        People = 20;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(10);

    public string Part => "live";
    public string About => "from the model's chunk to the socket";

    public async Task Run(Report report)
    {
        await using var stage = await Stage.Start();
        var over = new CancellationTokenSource();
        stage.Model.Reply = context => LeanModel.Paced(context, TokensPerSecond, Words(over.Token));
        var people = await stage.SignIn(People);
        var node = stage.Cluster.Apis[0].Url;
        using var connection = await HttpConnection.Open(node);
        // With all of them at once, the compiler would hardly get time, and be busy for minutes.
        using (await Begin("early", Early))
        {
            await WarmUp.Run(stage, Task.Delay);
            await over.CancelAsync();
        }
        over = new();
        using var listeners = await Begin("delta", Sessions);
        await WarmUp.Run(stage, Task.Delay);
        var cpu = await CpuTimes.Of(stage);
        var (before, delivered) = (cpu.Now(), listeners.Delivered);
        listeners.Reset();
        await Task.Delay(Each);
        var times = listeners.Times();
        var (spent, deltas) = (cpu.Now() - before, listeners.Delivered - delivered);
        await over.CancelAsync();

        report.Learn(Cost.ApiDelta, spent.Api / deltas);
        report.Learn(Cost.SiloDelta, spent.Silo / deltas);
        var all = times.SelectMany(took => took).ToArray();
        report.Add(
            Figure.Limit(
                $"delta latency, {TokensPerSecond} tokens/s in {Sessions} sessions, p99",
                "ms",
                Rounds.Percentile(all, 0.99),
                50
            ) with
            {
                Note =
                    $"p50 {Figure.Text(Rounds.Median(all))} ms; {Figure.Text(deltas / Each.TotalSeconds)} deltas/s; each costs {spent.Each(deltas)}; sockets closed: {listeners.Lost}",
            }
        );
        report.Add(
            Figure.Cost(
                "delta latency, p50 of the last third (floor: of the first third)",
                "ms",
                Rounds.Median(times.SelectMany(took => took[(took.Length * 2 / 3)..])),
                Rounds.Median(times.SelectMany(took => took[..(took.Length / 3)])),
                1.5
            )
        );

        async Task<Listeners> Begin(string name, int sessions)
        {
            for (var session = 0; session < sessions; session++)
                await connection.Demand(
                    HttpConnection.Request(
                        "POST",
                        "/daifu/chat/daifu/v2",
                        people[session % People],
                        $$$"""{"session_id":"{{{name}}}-{{{session}}}","message":{"content":"Go on."}}"""
                    )
                );
            return await Listeners.Open([
                .. Enumerable
                    .Range(0, sessions)
                    .Select(session =>
                        (node, $"/daifu/sessions/{name}-{session}/ws?stream=true", people[session % People])
                    ),
            ]);
        }
    }

    private static IEnumerable<byte[]> Words(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
            yield return LeanModel.Piece(Stopwatches.Text() + " ");
    }
}
