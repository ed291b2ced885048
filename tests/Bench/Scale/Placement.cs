namespace YudaiV3.Bench.Scale;

/// <summary>
/// A simulation of grain placement in a large cluster. Every activation goes to the least loaded of a few silos, by
/// load statistics that are some time old. A few sessions are much busier than the others.
/// </summary>
internal sealed class Placement : IBenchmark
{
    private const int Sessions = 1_000_000,
        Silos = 64,
        StatisticsEvery = 2_000;

    public string Part => "scale";
    public string About => "the distribution of grains over many silos, and the moves when one leaves";

    public Task Run(Report report)
    {
        var random = new Random(20_261);
        var weights = Enumerable.Range(0, Sessions).Select(_ => SessionActivity.Sample(random)).ToArray();
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

        // No grain moves when a silo joins. When a silo leaves, only its own grains are activated elsewhere.
        var silos = weights.Select(_ => random.Next(Silos)).ToArray();
        report.Add(
            Figure.Plain(
                "grains activated elsewhere when one silo leaves (floor: its share)",
                "%",
                100.0 * silos.Count(silo => silo == 0) / Sessions,
                100.0 / Silos
            )
        );
        return Task.CompletedTask;
    }

    private static double Imbalance(Random random, double[] weights, int choices)
    {
        var (load, knownLoad) = (new double[Silos], new double[Silos]);
        for (var session = 0; session < weights.Length; session++)
        {
            if (session % StatisticsEvery == 0)
                load.CopyTo(knownLoad, 0);
            var best = random.Next(Silos);
            for (var choice = 1; choice < choices; choice++)
                best = random.Next(Silos) is var other && knownLoad[other] < knownLoad[best] ? other : best;
            load[best] += weights[session];
        }
        return load.Max() / load.Average();
    }
}
