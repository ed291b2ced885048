using System.Reflection;
using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>The query of <c>GET /issues</c>.</summary>
internal sealed record IssuesQuery(IssueFilter Filter)
{
    public static ValueTask<IssuesQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = new IssueFilter
        {
            Status = IssueValidation.StatusOf(query.OneOf("status", "pending", "processing", "completed", "failed")),
            Priority = query.OneOf("priority", "low", "medium", "high") is { } priority
                ? IssueValidation.PriorityOf(priority)
                : null,
            RepoOwner = Name(query, "repo_owner"),
            RepoName = Name(query, "repo_name"),
            Limit = query.Number("limit", 50, 1, 100),
        };
        query.Problems.ThrowIfAny();
        return new(new IssuesQuery(filter));
    }

    private static string? Name(QueryReader query, string name) =>
        query.Text(name, IssueValidation.MaxNameLength) is { Length: > 0 } text ? text : null;
}

/// <summary>The query of <c>POST /issues/create-with-context</c>.</summary>
internal sealed record DraftIssueQuery(bool PreviewOnly, bool Sample)
{
    public static ValueTask<DraftIssueQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var writing = new DraftIssueQuery(
            query.Flag("preview_only"),
            query.Flag("use_sample_data", defaultValue: true)
        );
        query.Problems.ThrowIfAny();
        return new(writing);
    }
}
