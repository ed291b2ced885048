using System.Reflection;
using YudaiV3.Api.Web;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>The lines of a file.</summary>
internal sealed record ContentParameters(ContentQuery Query)
{
    public static ValueTask<ContentParameters> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var path = query.Text("path", PathParameters.MaxLength);
        query.Problems.Require("path", path, PathParameters.MaxLength);
        var start = query.Number("start_line", defaultValue: 1, min: 1, max: int.MaxValue);
        var end = query.Number("end_line", defaultValue: int.MaxValue, min: 1, max: int.MaxValue);
        if (end < start)
            query.Problems.Add("end_line", "This must not be less than start_line.");
        query.Problems.ThrowIfAny();
        return new(
            new ContentParameters(
                new ContentQuery
                {
                    Path = path!,
                    StartLine = start,
                    EndLine = end,
                }
            )
        );
    }
}

/// <summary>The query of a search for code.</summary>
internal sealed record CodeSearchParameters(CodeSearchQuery Query)
{
    private const int MaxTextLength = 1_000;

    public static ValueTask<CodeSearchParameters> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var text = query.Text("q", MaxTextLength);
        if (string.IsNullOrEmpty(text))
            query.Problems.Add("q", "This field is required.");
        else if (text.AsSpan().ContainsAny('\n', '\r'))
            query.Problems.Add("q", "This must be one line.");
        var isExpression = query.Flag("regex");
        var isCaseSensitive = query.Flag("case_sensitive");
        var path = query.Text("path", PathParameters.MaxLength);
        var limit = query.Number("limit", defaultValue: 100, min: 1, max: 500);
        query.Problems.ThrowIfAny();
        return new(
            new CodeSearchParameters(
                new CodeSearchQuery
                {
                    Text = text!,
                    IsExpression = isExpression,
                    IsCaseSensitive = isCaseSensitive,
                    Path = string.IsNullOrWhiteSpace(path) ? null : path,
                    Limit = limit,
                }
            )
        );
    }
}
