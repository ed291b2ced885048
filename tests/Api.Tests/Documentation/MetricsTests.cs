using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace YudaiV3.Api.Tests.Documentation;

/// <summary>What operators read about metrics is what the hosts have.</summary>
public sealed partial class MetricsTests
{
    private static readonly Lazy<IReadOnlyList<Instrument>> Instruments = new(Find);

    [Fact]
    public async Task Every_metric_has_a_unit_and_a_meaning_and_is_in_the_operations_page()
    {
        Assert.All(Instruments.Value, instrument =>
            Assert.True(instrument is { Unit.Length: > 0, Description.Length: > 0 }, instrument.Name)
        );
        var page = await File.ReadAllTextAsync(
            Path.Combine(Paths.Root, "docs", "operations.md"),
            TestContext.Current.CancellationToken
        );
        var told = Rows()
            .Matches(page)
            .SelectMany(row => Named().Matches(row.Value))
            .Select(name => name.Groups[1].Value);
        Assert.Equal(Instruments.Value.Select(instrument => instrument.Name).Order(), told.Order());
    }

    [Fact]
    public async Task Dashboard_asks_only_for_metrics_that_there_are_and_for_all_of_ours()
    {
        var dashboard = JsonNode.Parse(
            await File.ReadAllTextAsync(
                Path.Combine(Paths.Root, "deploy", "grafana", "yudai.json"),
                TestContext.Current.CancellationToken
            )
        )!;
        var asked = dashboard["panels"]!
            .AsArray()
            .SelectMany(panel => panel!["targets"]!.AsArray())
            .SelectMany(target => Series().Matches((string)target!["expr"]!))
            .Select(series => series.Value)
            .ToHashSet();
        var there = Instruments.Value.Select(InPrometheus).ToHashSet();
        Assert.Subset(there, asked);
        Assert.Empty(there.Except(asked));
    }

    /// <summary>As OpenTelemetry's rules write it for Prometheus.</summary>
    private static string InPrometheus(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        name += instrument.Unit switch
        {
            "s" => "_seconds",
            "By" when !name.EndsWith("_bytes", StringComparison.Ordinal) => "_bytes",
            _ => "",
        };
        return instrument.GetType().GetGenericTypeDefinition() == typeof(Counter<>) ? name + "_total"
            : instrument.GetType().GetGenericTypeDefinition() == typeof(Histogram<>) ? name + "_bucket"
            : name;
    }

    private static List<Instrument> Find()
    {
        var found = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("YudaiV3.", StringComparison.Ordinal))
                    lock (found)
                        found.Add(instrument);
            },
        };
        listener.Start();
        foreach (var host in (string[])["YudaiV3.Api", "YudaiV3.Grains", "YudaiV3.Silo"])
        {
            foreach (
                var type in Assembly
                    .Load(host)
                    .GetTypes()
                    .Where(type => type.GetField("Meter", BindingFlags.Public | BindingFlags.Static) is not null)
            )
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
        lock (found)
            return [.. found.DistinctBy(instrument => instrument.Name)];
    }

    [GeneratedRegex(@"^\| `yudai\.[^|]*\|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"`(yudai\.[a-z_.]+)`")]
    private static partial Regex Named();

    // Labels stand in braces or behind "by".
    [GeneratedRegex(@"(?<=[(\s])yudai_[a-z_]+(?=\[|\))(?<!by \(yudai_[a-z_]+)")]
    private static partial Regex Series();
}
