using System.Reflection;
using YudaiV3.Api.Web;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>Which graph the query asks for, and how it is written.</summary>
internal sealed record GraphAsked(GraphFormat Format, GraphQuery Query)
{
    private const int Deepest = 100;

    public string ContentType => Format switch { GraphFormat.Svg => "image/svg+xml", GraphFormat.Dot => "text/vnd.graphviz", _ => "text/plain" };

    public static ValueTask<GraphAsked> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryValues(context.Request.Query);
        var format = query.OneOf("format", "json", "mermaid", "dot", "svg") ?? "json";
        var level = query.OneOf("level", "file", "folder") ?? "file";
        var path = query.Text("path", PathAsked.Longest);
        var depth = query.Number("depth", standard: 1, least: 0, most: Deepest);
        query.Problems.ThrowIfAny();
        return new(new GraphAsked(Enum.Parse<GraphFormat>(format, ignoreCase: true),
            new GraphQuery { Level = Enum.Parse<GraphLevel>(level, ignoreCase: true), Path = string.IsNullOrEmpty(path) ? null : path, Depth = depth }));
    }
}

/// <summary>Which file or folder the query asks for.</summary>
internal sealed record PathAsked(string Path)
{
    public const int Longest = 4_096;

    public static ValueTask<PathAsked> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryValues(context.Request.Query);
        var path = query.Text("path", Longest);
        query.Problems.Demand("path", path, Longest);
        query.Problems.ThrowIfAny();
        return new(new PathAsked(path!));
    }
}

/// <summary>Between which commits the query asks for changes.</summary>
internal sealed record DiffAsked(string Base, string Head)
{
    private const int Longest = 64;

    public static ValueTask<DiffAsked> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryValues(context.Request.Query);
        var (from, to) = (query.Text("base", Longest), query.Text("head", Longest));
        query.Problems.Demand("base", from, Longest);
        query.Problems.Demand("head", to, Longest);
        query.Problems.ThrowIfAny();
        return new(new DiffAsked(from!.ToLowerInvariant(), to!.ToLowerInvariant()));
    }
}

/// <summary>Which digest the query asks for; patterns are separated by commas or line breaks, or given several times.</summary>
internal sealed record DigestAsked(DigestQuery Query)
{
    private const int Most = 1_000_000, MostPatterns = 100, LongestPattern = 500;

    public static ValueTask<DigestAsked> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryValues(context.Request.Query);
        var tokens = query.Number("max_tokens", standard: 32_000, least: 1, most: Most);
        string[] include = Patterns("include"), exclude = Patterns("exclude");
        query.Problems.ThrowIfAny();
        return new(new DigestAsked(new DigestQuery { MaxTokens = tokens, Include = [.. include], Exclude = [.. exclude] }));

        string[] Patterns(string name)
        {
            var patterns = context.Request.Query[name].SelectMany(text => text!.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
            if (patterns.Length > MostPatterns || patterns.Any(pattern => pattern.Length > LongestPattern))
                query.Problems.Add(name, $"This may have at most {MostPatterns} patterns of at most {LongestPattern} characters.");
            return patterns;
        }
    }
}
