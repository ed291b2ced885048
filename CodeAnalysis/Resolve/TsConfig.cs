using System.Text.Json;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// What a <c>tsconfig.json</c> says about resolution, with what it extends applied. Folders are the repository's.
/// </summary>
internal sealed record TsConfig
{
    public required string Path { get; init; }
    public string? BaseUrl { get; init; }

    /// <summary>
    /// Patterns and their substitutions, and the folder that these are relative to where there is no base.
    /// </summary>
    public IReadOnlyList<(string Pattern, string[] Substitutions)> Paths { get; init; } = [];
    public string PathsFolder { get; init; } = "";

    public bool AllowsJavaScript { get; init; }

    /// <summary>Null where the config states none.</summary>
    public IReadOnlyList<string>? Files { get; init; }
    public IReadOnlyList<Glob>? Include { get; init; }
    public IReadOnlyList<Glob>? Exclude { get; init; }
    public IReadOnlyList<string> References { get; init; } = [];

    public bool Aliases => Paths.Count > 0 || BaseUrl is not null;

    public bool Includes(string file, ResolutionBudget budget)
    {
        budget.Spend(10 + (Files?.Count ?? 0));
        if (Files?.Contains(file) == true)
            return true;
        if (
            Path.Length == 0
            || !AllowsJavaScript && System.IO.Path.GetExtension(file) is ".js" or ".jsx" or ".mjs" or ".cjs"
        )
            return false;
        return (Include is null ? Files is null && RepoPath.Within(RepoPath.Folder(Path), file) : Cover(Include))
            && !Cover(Exclude ?? [])
            && !$"/{file}".Contains("/node_modules/", StringComparison.Ordinal);

        bool Cover(IReadOnlyList<Glob> patterns)
        {
            foreach (var pattern in patterns)
            {
                budget.Spend(pattern.Cost(file));
                if (pattern.Matches(file))
                    return true;
            }
            return false;
        }
    }

    /// <summary>A folder stands for all that it holds.</summary>
    private static IEnumerable<Glob> Covering(string pattern)
    {
        yield return new(pattern);
        if (!pattern.EndsWith('*'))
            yield return new($"{pattern}/**/*");
        else if (pattern.EndsWith("**", StringComparison.Ordinal))
            yield return new($"{pattern}/*");
    }

    /// <summary>This config on top of the one that it extends.</summary>
    public TsConfig Over(TsConfig extended) =>
        this with
        {
            BaseUrl = BaseUrl ?? extended.BaseUrl,
            Paths = Paths.Count > 0 ? Paths : extended.Paths,
            PathsFolder = Paths.Count > 0 ? PathsFolder : extended.PathsFolder,
            AllowsJavaScript = AllowsJavaScript || extended.AllowsJavaScript,
            Files = Files ?? extended.Files,
            Include = Include ?? extended.Include,
            Exclude = Exclude ?? extended.Exclude,
        };

    public static TsConfig Read(string path, JsonElement? json)
    {
        var folder = RepoPath.Folder(path);
        var options = json.Member("compilerOptions");
        return new()
        {
            Path = path,
            BaseUrl = options.Member("baseUrl").Text() is { } url ? RepoPath.Join(folder, url) : null,
            Paths =
            [
                .. options
                    .Member("paths")
                    .Members()
                    .Select(member => (member.Name, Json.Texts(member.Value).ToArray())),
            ],
            PathsFolder = folder,
            AllowsJavaScript =
                RepoPath.Name(path).StartsWith("jsconfig", StringComparison.Ordinal)
                || options.Member("allowJs") is { ValueKind: JsonValueKind.True }
                || options.Member("checkJs") is { ValueKind: JsonValueKind.True },
            Files = Within(json.Member("files")),
            Include = Within(json.Member("include"))?.SelectMany(Covering).ToArray(),
            Exclude = Within(json.Member("exclude"))?.SelectMany(Covering).ToArray(),
            References =
            [
                .. json.Member("references").Items().Select(item => Json.Member(item, "path").Text()).OfType<string>(),
            ],
        };

        string[]? Within(JsonElement? list) =>
            list is null ? null : [.. list.Texts().Select(item => RepoPath.Join(folder, item)).OfType<string>()];
    }
}
