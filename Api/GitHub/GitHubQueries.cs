using System.Reflection;
using YudaiV3.Api.Web;
using YudaiV3.GitHub;

namespace YudaiV3.Api.GitHub;

/// <summary>The state of the requested issues or pull requests; open by default.</summary>
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

/// <summary>The branch of the requested commits; the default branch by default.</summary>
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

/// <summary>The query of <c>GET /github/search/repositories</c>.</summary>
internal sealed record SearchQuery(RepositoryQuery Query)
{
    private const int MaxLength = 256;

    public static ValueTask<SearchQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var text = query.Text("q", MaxLength);
        if (string.IsNullOrWhiteSpace(text))
            query.Problems.Add("q", "This field is required.");
        var search = new RepositoryQuery
        {
            Text = text ?? "",
            Sort = query.OneOf("sort", "stars", "forks", "help-wanted-issues", "updated"),
            Order = query.OneOf("order", "asc", "desc"),
        };
        query.Problems.ThrowIfAny();
        return new(new SearchQuery(search));
    }
}
