using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Documentation;
using YudaiV3.Api.Web;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>Search in messages, and export of a conversation.</summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this IEndpointRouteBuilder daifu)
    {
        daifu.MapGet("/search", Search).WithSummary("Search the caller's own messages");
        daifu
            .MapGet($"/sessions/{{{SessionIdParameter.Name}}}/export", Export)
            .WithSummary("A whole conversation as a download, as JSON or Markdown")
            .Produces<string>(200, "text/markdown")
            .WithMetadata(new JsonResponseMetadata(typeof(ExportedConversation)));
    }

    private static async Task<Ok<SearchResponse>> Search(SearchQuery query, CurrentUser user, IGrainFactory grains)
    {
        var matches = await grains.User(user.UserId).Search(query.Text, query.Limit);
        return TypedResults.Ok(new SearchResponse(query.Text, matches.Total, matches.Results));
    }

    private static async Task<IResult> Export(
        SessionIdParameter session,
        ExportQuery query,
        CurrentUser user,
        IGrainFactory grains,
        TimeProvider time
    )
    {
        var grain = grains.ChatSession(user.UserId, session.Value);
        var snapshot = await grain.Open(new MessagePage { Limit = 1 }) ?? throw SessionIds.NotFound();
        return query.IsMarkdown
            ? new MarkdownExport(grain, snapshot)
            : new JsonExport(grain, snapshot, time.GetUtcNow());
    }
}

/// <summary>The query of <c>GET /daifu/search</c>.</summary>
internal sealed record SearchQuery(string Text, int Limit)
{
    private const int MaxLength = 1_000;

    public static ValueTask<SearchQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var text = query.Text("q", MaxLength);
        query.Problems.Require("q", text, MaxLength);
        var limit = query.Number("limit", defaultValue: 50, min: 1, max: 500);
        query.Problems.ThrowIfAny();
        return new(new SearchQuery(text!, limit));
    }
}

/// <summary>The query of <c>GET …/export</c>.</summary>
internal sealed record ExportQuery(bool IsMarkdown)
{
    public static ValueTask<ExportQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var format = query.Text("format", 20)?.ToLowerInvariant() ?? "json";
        if (format is not ("json" or "markdown"))
            query.Problems.Add("format", "This must be json or markdown.");
        query.Problems.ThrowIfAny();
        return new(new ExportQuery(format == "markdown"));
    }
}

internal sealed record SearchResponse(string Query, int Total, ImmutableArray<SearchResult> Results);
