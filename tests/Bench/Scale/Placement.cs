namespace YudaiV3.Bench.Scale;

/// <summary>
/// Where grains stand in a large cluster, simulated: every activation goes to the least loaded of some silos that it
/// knows, whose loads it knows as they were some time ago. A few sessions
/// are much busier than the others, as people are.
/// </summary>
internal sealed class Placement : IBenchmark
{
    private const int Sessions = 1_000_000,
        Silos = 64,
        StatisticsEvery = 2_000;

    public string Part => "scale";
    public string About => "how evenly grains stand on many silos, and what moves when one goes";

    public Task Run(Report report)
    {
        var random = new Random(20_261);
        var weights = Enumerable.Range(0, Sessions).Select(_ => Activity.Of(random)).ToArray();
        report.Add(
            Figure.Plain(
                $"busiest of {Silos} silos, placed at random (floor: their mean)",
                "×",
                Imbalance(random, weights, choices: 1),
                1
            )
        );
        report.Add(
            Figure.Cost(
                $"busiest of {Silos} silos, the less loaded of two (floor: their mean)",
                "×",
                Imbalance(random, weights, choices: 2),
                1,
                1.1
            )
        );

        // Grains do not move when a silo comes; when one goes, only its own wake elsewhere.
        var homes = weights.Select(_ => random.Next(Silos)).ToArray();
        report.Add(
            Figure.Plain(
                "grains that wake elsewhere when one silo goes (floor: its share)",
                "%",
                100.0 * homes.Count(home => home == 0) / Sessions,
                100.0 / Silos
            )
        );
        return Task.CompletedTask;
    }

    private static double Imbalance(Random random, double[] weights, int choices)
    {
        var (load, known) = (new double[Silos], new double[Silos]);
        for (var session = 0; session < weights.Length; session++)
        {
            if (session % StatisticsEvery == 0)
                load.CopyTo(known, 0);
            var best = random.Next(Silos);
            for (var choice = 1; choice < choices; choice++)
                best = random.Next(Silos) is var other && known[other] < known[best] ? other : best;
            load[best] += weights[session];
        }
        return load.Max() / load.Average();
    }
}
