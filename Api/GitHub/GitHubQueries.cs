using System.Reflection;
using YudaiV3.Api.Web;
using YudaiV3.GitHub;

namespace YudaiV3.Api.GitHub;

/// <summary>Which issues or pull requests the query asks for; open ones unless it says otherwise.</summary>
internal sealed record StateQuery(string State)
{
    public static ValueTask<StateQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var state = query.OneOf("state", "open", "closed", "all") ?? "open";
        query.Problems.ThrowIfAny();
        return new(new StateQuery(state));
    }
}

/// <summary>Whose commits the query asks for; the default branch's unless it says otherwise.</summary>
internal sealed record CommitsQuery(string? Branch)
{
    private const int MaxLength = 255;

    public static ValueTask<CommitsQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var branch = query.Text("branch", MaxLength);
        query.Problems.ThrowIfAny();
        return new(new CommitsQuery(string.IsNullOrWhiteSpace(branch) ? null : branch));
    }
}

/// <summary>What to search for.</summary>
internal sealed record SearchQuery(RepositoryQuery Query)
{
    private const int MaxLength = 256;

    public static ValueTask<SearchQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var text = query.Text("q", MaxLength);
        if (string.IsNullOrWhiteSpace(text))
            query.Problems.Add("q", "This field is required.");
        var found = new RepositoryQuery
        {
            Text = text ?? "",
            Sort = query.OneOf("sort", "stars", "forks", "help-wanted-issues", "updated"),
            Order = query.OneOf("order", "asc", "desc"),
        };
        query.Problems.ThrowIfAny();
        return new(new SearchQuery(found));
    }
}
