using System.Reflection;
using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>Which issues the query asks for.</summary>
internal sealed record IssuesQuery(IssueFilter Filter)
{
    public static ValueTask<IssuesQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryValues(context.Request.Query);
        var filter = new IssueFilter
        {
            Status = IssueRules.StatusOf(query.OneOf("status", "pending", "processing", "completed", "failed")),
            Priority = query.OneOf("priority", "low", "medium", "high") is { } priority ? IssueRules.PriorityOf(priority) : null,
            RepoOwner = Name(query, "repo_owner"),
            RepoName = Name(query, "repo_name"),
            Limit = query.Number("limit", 50, 1, 100),
        };
        query.Problems.ThrowIfAny();
        return new(new IssuesQuery(filter));
    }

    private static string? Name(QueryValues query, string name) => query.Text(name, IssueRules.LongestName) is { Length: > 0 } text ? text : null;
}

/// <summary>How an issue is to be written.</summary>
internal sealed record WritingQuery(bool PreviewOnly, bool Sample)
{
    public static ValueTask<WritingQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryValues(context.Request.Query);
        var writing = new WritingQuery(query.Flag("preview_only"), query.Flag("use_sample_data", standard: true));
        query.Problems.ThrowIfAny();
        return new(writing);
    }
}
