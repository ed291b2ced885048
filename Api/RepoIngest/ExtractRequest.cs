using System.Collections.Immutable;
using System.Text.Json;
using YudaiV3.Api.Web;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>
/// The body of <c>POST /filedeps/extract</c>. Patterns are one string with line breaks or commas between them, or a
/// list of strings.
/// </summary>
internal sealed record ExtractRequest : IValidatedRequest
{
    private const int MaxUrlLength = 2_048,
        MaxBranchLength = 255,
        MaxPathLength = 4_096,
        MaxPatternLength = 500,
        MaxPatterns = 100;

    public string? RepoUrl { get; init; }
    public string? Branch { get; init; }
    public string? Path { get; init; }
    public JsonElement? Include { get; init; }
    public JsonElement? Exclude { get; init; }
    public long? MaxFileSize { get; init; }
    public bool? Wait { get; init; }

    public void Check(ValidationErrors problems)
    {
        problems.Require("repo_url", RepoUrl, MaxUrlLength);
        problems.Limit("branch", Branch, MaxBranchLength);
        problems.Limit("path", Path, MaxPathLength);
        if (Path?.Split('/').Contains("..") == true)
            problems.Add("path", "A path stays inside of the repository.");
        if (MaxFileSize < 0)
            problems.Add("max_file_size", "This must be a number of bytes.");
        CheckPatterns(problems, "include", Include);
        CheckPatterns(problems, "exclude", Exclude);
    }

    public IngestRequest ToIngest() =>
        new()
        {
            RepoUrl = RepoUrl!,
            Branch = string.IsNullOrWhiteSpace(Branch) ? null : Branch.Trim(),
            Options = new()
            {
                Path = string.IsNullOrWhiteSpace(Path) ? null : Path,
                Include = Patterns(Include) ?? [],
                Exclude = Patterns(Exclude) ?? [],
                MaxFileSize = MaxFileSize,
            },
        };

    private static void CheckPatterns(ValidationErrors problems, string field, JsonElement? value)
    {
        if (Patterns(value) is not { } patterns)
            problems.Add(field, "This must be a text or a list of texts.");
        else if (patterns.Length > MaxPatterns || patterns.Any(pattern => pattern.Length > MaxPatternLength))
            problems.Add(
                field,
                $"This may have at most {MaxPatterns} patterns of at most {MaxPatternLength} characters."
            );
    }

    /// <summary>Returns null for a value of another type.</summary>
    private static ImmutableArray<string>? Patterns(JsonElement? value) =>
        value switch
        {
            null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => [],
            { ValueKind: JsonValueKind.String } text =>
            [
                .. text.GetString()!
                    .Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            ],
            { ValueKind: JsonValueKind.Array } list
                when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [
                .. list.EnumerateArray()
                    .Select(item => item.GetString()!)
                    .Where(pattern => !string.IsNullOrWhiteSpace(pattern)),
            ],
            _ => null,
        };
}
