using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace YudaiV3.Bench;

/// <summary>All figures of one run.</summary>
internal sealed class Report(TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Dictionary<Cost, double> _costs = [];
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly long _begin = time.GetTimestamp();

    public ImmutableArray<Figure> Figures { get; private set; } = [];

    /// <summary>What could not be measured, and why.</summary>
    public ImmutableArray<string> Failures { get; private set; } = [];

    /// <summary>What was measured of a cost in this run, or else what is usual.</summary>
    public double Of(Cost cost) => _costs.GetValueOrDefault(cost, cost.Usual);

    public void Learn(Cost cost, double measured) => _costs[cost] = measured;

    public void Add(Figure figure)
    {
        Figures = Figures.Add(figure);
        Progress.Say("  " + Row(figure));
    }

    public void Fail(IBenchmark benchmark, Exception fault)
    {
        Failures = Failures.Add($"{benchmark.Part}: {benchmark.About}: {fault.GetType().Name}: {fault.Message}");
        Progress.Say($"  failed: {fault}");
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{_started:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {time.GetElapsedTime(_begin).TotalSeconds:0} s"
        );
        text.AppendLine()
            .AppendLine("| figure | measured | floor | ratio | goal | met |")
            .AppendLine("| --- | ---: | ---: | ---: | --- | --- |");
        foreach (var figure in Figures)
            text.AppendLine(Row(figure));
        foreach (var figure in Figures.Where(figure => figure.Note is not null))
            text.AppendLine().Append("- ").Append(figure.Name).Append(": ").Append(figure.Note);
        foreach (var failure in Failures)
            text.AppendLine().Append("- not measured: ").Append(failure.ReplaceLineEndings(" "));
        return text.ToString().TrimEnd();
    }

    public async Task<string> Save()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Paths.Root, "artifacts", "bench")).FullName;
        var file = Path.Combine(folder, $"{_started:yyyyMMdd-HHmmss}.json");
        await File.WriteAllTextAsync(
            file,
            JsonSerializer.Serialize(
                new
                {
                    Started = _started,
                    Environment.ProcessorCount,
                    Framework = RuntimeInformation.FrameworkDescription,
                    Seconds = time.GetElapsedTime(_begin).TotalSeconds,
                    Figures,
                    Failures,
                },
                Json
            )
        );
        return Path.GetRelativePath(Paths.Root, file);
    }

    private static string Row(Figure figure) =>
        $"| {figure.Name} | {Figure.Text(figure.Measured)} {figure.Unit} | {(figure.Floor is { } floor ? $"{Figure.Text(floor)} {figure.Unit}" : "–")} | {(figure.Ratio is { } ratio ? Figure.Text(ratio) : "–")} | "
        + $"{(figure.Goal.Length > 0 ? figure.Goal : "–")} | {figure.Met switch { true => "yes", false => "**no**", null => "–" }} |";
}
