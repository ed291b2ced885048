using System.Reflection;
using YudaiV3.Api.Web;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>The query of a graph, and its format.</summary>
internal sealed record GraphParameters(GraphFormat Format, GraphQuery Query)
{
    private const int MaxDepth = 100;

    public string ContentType =>
        Format switch
        {
            GraphFormat.Svg => "image/svg+xml",
            GraphFormat.Dot => "text/vnd.graphviz",
            _ => "text/plain",
        };

    public static ValueTask<GraphParameters> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var format = query.OneOf("format", "json", "mermaid", "dot", "svg") ?? "json";
        var level = query.OneOf("level", "file", "folder") ?? "file";
        var path = query.Text("path", PathParameters.MaxLength);
        var depth = query.Number("depth", defaultValue: 1, min: 0, max: MaxDepth);
        query.Problems.ThrowIfAny();
        return new(
            new GraphParameters(
                Enum.Parse<GraphFormat>(format, ignoreCase: true),
                new GraphQuery
                {
                    Level = Enum.Parse<GraphLevel>(level, ignoreCase: true),
                    Path = string.IsNullOrEmpty(path) ? null : path,
                    Depth = depth,
                }
            )
        );
    }
}

/// <summary>The file or folder of a query.</summary>
internal sealed record PathParameters(string Path)
{
    public const int MaxLength = 4_096;

    public static ValueTask<PathParameters> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var path = query.Text("path", MaxLength);
        query.Problems.Require("path", path, MaxLength);
        query.Problems.ThrowIfAny();
        return new(new PathParameters(path!));
    }
}

/// <summary>The two commits of a diff.</summary>
internal sealed record DiffParameters(string Base, string Head)
{
    private const int MaxLength = 64;

    public static ValueTask<DiffParameters> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var (from, to) = (query.Text("base", MaxLength), query.Text("head", MaxLength));
        query.Problems.Require("base", from, MaxLength);
        query.Problems.Require("head", to, MaxLength);
        query.Problems.ThrowIfAny();
        return new(new DiffParameters(from!.ToLowerInvariant(), to!.ToLowerInvariant()));
    }
}

/// <summary>
/// The query of a digest. Patterns are separated by commas or line breaks, or the parameter is repeated.
/// </summary>
internal sealed record DigestParameters(DigestQuery Query)
{
    private const int MaxTokensLimit = 1_000_000,
        MaxPatterns = 100,
        MaxPatternLength = 500;

    public static ValueTask<DigestParameters> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var tokens = query.Number("max_tokens", defaultValue: 32_000, min: 1, max: MaxTokensLimit);
        string[] include = Patterns("include"),
            exclude = Patterns("exclude");
        query.Problems.ThrowIfAny();
        return new(
            new DigestParameters(
                new DigestQuery
                {
                    MaxTokens = tokens,
                    Include = [.. include],
                    Exclude = [.. exclude],
                }
            )
        );

        string[] Patterns(string name)
        {
            var patterns = context
                .Request.Query[name]
                .SelectMany(text =>
                    text!.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                )
                .ToArray();
            if (patterns.Length > MaxPatterns || patterns.Any(pattern => pattern.Length > MaxPatternLength))
                query.Problems.Add(
                    name,
                    $"This may have at most {MaxPatterns} patterns of at most {MaxPatternLength} characters."
                );
            return patterns;
        }
    }
}
