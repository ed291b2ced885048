using System.IO.Compression;
using System.Text.Json;

namespace YudaiV3.CodeAnalysis.Oracle;

/// <summary>A row of the truth: what one file depends on.</summary>
internal sealed record TruthRow
{
    public required string File { get; init; }
    public required string Language { get; init; }
    public required string[] Internal { get; init; }
    public required string[] Packages { get; init; }
    public required string[] External { get; init; }
    public required string[] Unresolved { get; init; }
    public required string[] Stdlib { get; init; }
    public required string[] Optional { get; init; }
    public required string[] OptionalExternal { get; init; }
    public bool Fixture { get; init; }
    public bool Orphan { get; init; }
}

/// <summary>The dependencies of a public repository at one commit, found with each language's own parser.</summary>
internal static class Truth
{
    private static readonly JsonSerializerOptions Names = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static async Task<IReadOnlyList<TruthRow>> Read(string name)
    {
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Oracle", $"{name}.jsonl.gz"));
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var rows = new List<TruthRow>();
        while (await lines.ReadLineAsync() is { } line)
            rows.Add(JsonSerializer.Deserialize<TruthRow>(line, Names)!);
        return rows;
    }
}
