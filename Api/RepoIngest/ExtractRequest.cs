using System.Collections.Immutable;
using System.Text.Json;
using YudaiV3.Api.Web;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>The body of <c>POST /filedeps/extract</c>. Patterns are a text with a pattern on each line, or separated by commas, or a list of texts.</summary>
internal sealed record ExtractRequest : IChecked
{
    private const int LongestUrl = 2_048, LongestBranch = 255, LongestPath = 4_096, LongestPattern = 500, MostPatterns = 100;

    public string? RepoUrl { get; init; }
    public string? Branch { get; init; }
    public string? Path { get; init; }
    public JsonElement? Include { get; init; }
    public JsonElement? Exclude { get; init; }
    public long? MaxFileSize { get; init; }
    public bool? Wait { get; init; }

    public void Check(Problems problems)
    {
        problems.Demand("repo_url", RepoUrl, LongestUrl);
        problems.Limit("branch", Branch, LongestBranch);
        problems.Limit("path", Path, LongestPath);
        if (Path?.Split('/').Contains("..") == true)
            problems.Add("path", "A path stays inside of the repository.");
        if (MaxFileSize < 0)
            problems.Add("max_file_size", "This must be a number of bytes.");
        CheckPatterns(problems, "include", Include);
        CheckPatterns(problems, "exclude", Exclude);
    }

    public IngestRequest ToIngest() => new()
    {
        RepoUrl = RepoUrl!,
        Branch = string.IsNullOrWhiteSpace(Branch) ? null : Branch.Trim(),
        Options = new() { Path = string.IsNullOrWhiteSpace(Path) ? null : Path, Include = Patterns(Include) ?? [], Exclude = Patterns(Exclude) ?? [], MaxFileSize = MaxFileSize },
    };

    private static void CheckPatterns(Problems problems, string field, JsonElement? given)
    {
        if (Patterns(given) is not { } patterns)
            problems.Add(field, "This must be a text or a list of texts.");
        else if (patterns.Length > MostPatterns || patterns.Any(pattern => pattern.Length > LongestPattern))
            problems.Add(field, $"This may have at most {MostPatterns} patterns of at most {LongestPattern} characters.");
    }

    /// <summary>Null for what is none.</summary>
    private static ImmutableArray<string>? Patterns(JsonElement? given) => given switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => [],
        { ValueKind: JsonValueKind.String } text => [.. text.GetString()!.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. list.EnumerateArray().Select(item => item.GetString()!).Where(pattern => !string.IsNullOrWhiteSpace(pattern))],
        _ => null,
    };
}
