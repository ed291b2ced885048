using System.Globalization;
using YudaiV3.Reliability.Tests.Crowd;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Reliability.Tests.Load;

/// <summary>Half an hour of ordinary load.</summary>
public sealed class SoakTests(FigureReport figures)
{
    // For a look at the test itself; the figures of less than half an hour say little.
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(
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
        var turn = 0;
        await using var people = await LoadClients.Start(100, () =>
            cluster.Apis[Interlocked.Increment(ref turn) & 1].Url
        );
        people.StartAll();
        var usages = new List<Usage>();
        using (var end = new CancellationTokenSource(Time))
        using (var sample = new PeriodicTimer(Time / 60))
            while (!end.IsCancellationRequested && await sample.WaitForNextTickAsync())
                usages.Add(await Usage.Of(cluster));
        var toll = await people.Settle();

        // The first third warms up: code is compiled, caches and pools fill.
        var (early, late) = (usages[(usages.Count / 3)..(usages.Count * 2 / 3)], usages[(usages.Count * 2 / 3)..]);
        var (before, after) = (Mean(early), Mean(late));
        figures.Add(
            $"soak of {Time.TotalMinutes:0} minutes, 100 sessions, {toll.Acknowledged:N0} messages",
            toll.IsEmpty ? "0 lost, 0 doubled, 0 unanswered, 0 seq gaps" : toll.ToString(),
            "0"
        );
        figures.Add("its second third → its last", $"{before} → {after}", "flat: at most a tenth more");
        await Logs.Keep("soak", cluster);
        Assert.True(toll.IsEmpty, toll.ToString());
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
