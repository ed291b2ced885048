using System.Collections.Immutable;
using System.Text.Json;

namespace YudaiV3.Bench.Relevance;

/// <summary>A request in people's own words, and the files that were changed to fulfil it.</summary>
internal sealed record LocalizationCase(
    string Set,
    string Id,
    string Repo,
    string Commit,
    string Query,
    ImmutableArray<string> Truth,
    string Stratum
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads every file of a folder that ends in <c>.jsonl</c>, an object a line.</summary>
    public static ImmutableArray<LocalizationCase> Read(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*.jsonl")
                .Order(StringComparer.Ordinal)
                .SelectMany(File.ReadLines)
                .Where(line => line.Length > 0)
                .Select(line => JsonSerializer.Deserialize<LocalizationCase>(line, Json)!),
        ];
}
