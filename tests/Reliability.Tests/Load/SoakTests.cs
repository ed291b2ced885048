using System.Globalization;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Reliability.Tests.Load;

/// <summary>Half an hour of ordinary load.</summary>
public sealed class SoakTests(MeasurementReport report)
{
    // A shorter time is for work on the test itself. Its results say little.
    private static readonly TimeSpan SoakTime = TimeSpan.FromMinutes(
        double.Parse(Environment.GetEnvironmentVariable("YUDAI_SOAK_MINUTES") ?? "30", CultureInfo.InvariantCulture)
    );

    [Fact, Trait("form", "long")]
    public async Task Load_of_half_an_hour_loses_nothing_and_memory_handles_and_connections_stay_flat()
    {
        await using var model = await ModelServer.Start();
        await using var cluster = await Cluster.Start(
            2,
            2,
            new Dictionary<string, string>
            {
                ["LLM_BASE_URL"] = model.BaseUrl,
                ["LLM_API_KEY"] = "key",
                ["LLM_MODEL"] = "fake",
            }
        );
        var nextNode = 0;
        await using var load = await LoadClients.Start(100, () =>
            cluster.Apis[Interlocked.Increment(ref nextNode) & 1].Url
        );
        load.StartSending();
        var usages = new List<Usage>();
        using (var stop = new CancellationTokenSource(SoakTime))
        using (var timer = new PeriodicTimer(SoakTime / 60))
            while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync())
                usages.Add(await Usage.Measure(cluster));
        var discrepancies = await load.StopAndCompare();

        // The first third is the warm-up: code is compiled, and caches and pools fill.
        var (early, late) = (usages[(usages.Count / 3)..(usages.Count * 2 / 3)], usages[(usages.Count * 2 / 3)..]);
        var (before, after) = (Mean(early), Mean(late));
        report.Add(
            $"soak of {SoakTime.TotalMinutes:0} minutes, 100 sessions, {discrepancies.Acknowledged:N0} messages",
            discrepancies.IsEmpty ? "0 lost, 0 doubled, 0 never answered, 0 seq gaps" : discrepancies.ToString(),
            "0"
        );
        report.Add(
            "resources: mean of the second third → of the last third",
            $"{before} → {after}",
            "at most 10 % more"
        );
        await ClusterLogs.Save("soak", cluster);
        Assert.True(discrepancies.IsEmpty, discrepancies.ToString());
        Assert.True(
            after.Memory < before.Memory * 1.1
                && after.Handles < before.Handles * 1.1
                && after.Connections <= before.Connections * 1.1 + 1,
            $"{before} → {after}"
        );
    }

    private static Usage Mean(List<Usage> usages) =>
        new(
            usages.Average(usage => usage.Memory),
            (int)usages.Average(usage => usage.Handles),
            (long)usages.Average(usage => usage.Connections)
        );
}
