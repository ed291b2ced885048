using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace YudaiV3.Bench;

/// <summary>The results of one run.</summary>
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

    /// <summary>The benchmarks that failed, and why.</summary>
    public ImmutableArray<string> Failures { get; private set; } = [];

    /// <summary>The cost measured in this run, or its default.</summary>
    public double GetCost(Cost cost) => _costs.GetValueOrDefault(cost, cost.Default);

    public void SetCost(Cost cost, double measured) => _costs[cost] = measured;

    public void Add(Figure figure)
    {
        Figures = Figures.Add(figure);
        Progress.Say("  " + Row(figure));
    }

    public void Fail(IBenchmark benchmark, Exception exception)
    {
        Failures = Failures.Add(
            $"{benchmark.Part}: {benchmark.About}: {exception.GetType().Name}: {exception.Message}"
        );
        Progress.Say($"  failed: {exception}");
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{_started:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, "
                + $"{RuntimeInformation.FrameworkDescription}, {time.GetElapsedTime(_begin).TotalSeconds:0} s"
        );
        text.AppendLine()
            .AppendLine("| measurement | measured | floor | ratio | goal | met |")
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

    private static string Row(Figure figure)
    {
        var floor = figure.Floor is { } value ? $"{Figure.Text(value)} {figure.Unit}" : "–";
        var ratio = figure.Ratio is { } quotient ? Figure.Text(quotient) : "–";
        var goal = figure.Goal.Length > 0 ? figure.Goal : "–";
        var met = figure.Met switch
        {
            true => "yes",
            false => "**no**",
            null => "–",
        };
        var measured = $"{Figure.Text(figure.Measured)} {figure.Unit}";
        return $"| {figure.Name} | {measured} | {floor} | {ratio} | {goal} | {met} |";
    }
}
