using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Documentation;
using YudaiV3.Api.Web;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>Finding what was said, and taking it along.</summary>
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
        var found = await grains.User(user.UserId).Search(query.Text, query.Limit);
        return TypedResults.Ok(new SearchResponse(query.Text, found.Total, found.Results));
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
        var opened = await grain.Open(new MessagePage { Limit = 1 }) ?? throw SessionIds.NotThere();
        return query.Markdown ? new MarkdownExport(grain, opened) : new JsonExport(grain, opened, time.GetUtcNow());
    }
}

/// <summary>What the query searches for.</summary>
internal sealed record SearchQuery(string Text, int Limit)
{
    private const int MaxLength = 1_000;

    public static ValueTask<SearchQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var text = query.Text("q", MaxLength);
        query.Problems.Require("q", text, MaxLength);
        var limit = query.Number("limit", standard: 50, least: 1, most: 500);
        query.Problems.ThrowIfAny();
        return new(new SearchQuery(text!, limit));
    }
}

/// <summary>In which format a conversation is wanted.</summary>
internal sealed record ExportQuery(bool Markdown)
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
