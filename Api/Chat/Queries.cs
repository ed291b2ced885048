using System.Reflection;
using YudaiV3.Api.Web;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>The query of the messages of a session.</summary>
internal sealed record PageQuery(MessagePage Page)
{
    private const int MaxIdLength = 64;

    public static ValueTask<PageQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var page = new MessagePage
        {
            Limit = query.Number("limit", defaultValue: 200, min: 1, max: 500),
            Before = query.Text("before", MaxIdLength),
            IncludeSuperseded = query.Flag("include_superseded"),
            AtSeq = query.Position("at_seq"),
        };
        query.Problems.ThrowIfAny();
        return new(new PageQuery(page));
    }
}

/// <summary>The query of the list of sessions.</summary>
internal sealed record SessionsQuery(SessionFilter Filter)
{
    private const int MaxNameLength = 255;

    public static ValueTask<SessionsQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = new SessionFilter
        {
            RepoOwner = query.Text("repo_owner", MaxNameLength) is { Length: > 0 } owner ? owner : null,
            RepoName = query.Text("repo_name", MaxNameLength) is { Length: > 0 } name ? name : null,
            Limit = query.Number("limit", defaultValue: 50, min: 1, max: 500),
            IncludeInactive = query.Flag("include_inactive"),
        };
        query.Problems.ThrowIfAny();
        return new(new SessionsQuery(filter));
    }
}
