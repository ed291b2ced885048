using System.Reflection;
using YudaiV3.Api.Web;
using YudaiV3.CodeAnalysis.Symbols;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>A question for which files are wanted.</summary>
internal sealed record RankedFilesParameters(RankedFilesQuery Query)
{
    private const int MaxTextLength = 4_000;

    public static ValueTask<RankedFilesParameters> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var text = query.Text("q", MaxTextLength);
        query.Problems.Require("q", text, MaxTextLength);
        var limit = query.Number("limit", defaultValue: 20, min: 1, max: 100);
        query.Problems.ThrowIfAny();
        return new(new RankedFilesParameters(new RankedFilesQuery { Text = text!, Limit = limit }));
    }
}

/// <summary>Which symbols are wanted.</summary>
internal sealed record SymbolParameters(SymbolQuery Query)
{
    private const int MaxTextLength = 200;
    private static readonly string[] Kinds = [.. Enum.GetNames<SymbolKind>().Select(kind => kind.ToLowerInvariant())];

    public static ValueTask<SymbolParameters> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var text = query.Text("q", MaxTextLength);
        var kind = query.OneOf("kind", Kinds);
        var path = query.Text("path", PathParameters.MaxLength);
        var limit = query.Number("limit", defaultValue: 50, min: 1, max: 500);
        query.Problems.ThrowIfAny();
        return new(
            new SymbolParameters(
                new SymbolQuery
                {
                    Text = text?.Trim() ?? "",
                    Kind = kind is null ? null : Enum.Parse<SymbolKind>(kind, ignoreCase: true),
                    Path = string.IsNullOrWhiteSpace(path) ? null : path,
                    Limit = limit,
                }
            )
        );
    }
}
