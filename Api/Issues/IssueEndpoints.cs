using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Hosting;
using YudaiV3.Api.Web;
using YudaiV3.Auth;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>The caller's issues, from the draft to the issue on GitHub.</summary>
internal static class IssueEndpoints
{
    /// <summary>Proxies cut a request at 30 s.</summary>
    private static readonly LongPoll FilingPoll = new()
    {
        MaxWait = TimeSpan.FromSeconds(25),
        FirstCallWait = TimeSpan.FromSeconds(2),
        TransitTime = TimeSpan.FromSeconds(2),
    };

    public static void MapIssues(this IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("")
            .WithTags("issues")
            .RequireAuthorization()
            .WithMetadata(new ApiTokenAccess(ApiTokenScopes.Read, ApiTokenScopes.DraftIssues))
            .AddEndpointFilter<RouteGroupBuilder, ClusterReadyFilter>();
        group
            .MapPost("/daifu/chat/create-issue", CreateInConversation)
            .WithSummary("Create an issue from a conversation, and link the two");
        var issues = group.MapGroup("/issues");
        issues.MapPost("/", Create).WithSummary("Create an issue");
        issues.MapGet("/", List).Produces<ImmutableArray<UserIssue>>().WithSummary("The caller's issues, newest first");
        issues.MapGet("/statistics", Statistics).WithSummary("Statistics of all issues of the caller");
        issues
            .MapPost("/create-with-context", Write)
            .WithMetadata(new LongPollMetadata())
            .WithSummary(
                "Draft an issue from messages and files, with likely duplicates; create it unless preview_only is set"
            );
        issues.MapPost("/from-chat", CreateFromConversation).WithSummary("Create an issue from a conversation");
        issues.MapGet("/{issue_id}", Get).WithSummary("One of the caller's issues, with its state on GitHub");
        issues
            .MapPut("/{issue_id}/status", Move)
            .WithSummary("Change the status of an issue; the status is in the query or in the body");
        issues
            .MapPost("/{issue_id}/create-github-issue", File)
            .WithMetadata(new LongPollMetadata(), new ApiTokenAccess(ApiTokenScopes.FileIssues))
            .WithSummary("File the issue on GitHub: once, however often this is repeated");
        issues
            .MapPost("/{issue_id}/convert-to-github", File)
            .WithMetadata(new LongPollMetadata(), new ApiTokenAccess(ApiTokenScopes.FileIssues))
            .WithSummary("The same as create-github-issue");
    }

    private static async Task<Ok<UserIssue>> Create(
        JsonBody<NewIssueRequest> body,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.UserIssues(user.UserId).Create(body.Value.ToIssue()));

    private static Task<JsonBytesResult> List(
        IssuesQuery query,
        CurrentUser user,
        IGrainFactory grains,
        ResponseCache responses
    ) => responses.Read((user.UserId, query.Filter), none: (string?)null, async known =>
        {
            var list = await grains.UserIssues(user.UserId).List(query.Filter, known);
            return (list.Version, list.Issues is { } issues ? JsonBytesResult.From(issues) : null);
        });

    private static async Task<Ok<IssueStatistics>> Statistics(CurrentUser user, IGrainFactory grains) =>
        TypedResults.Ok(await grains.UserIssues(user.UserId).Statistics());

    private static async Task<Ok<UserIssue>> Get(
        [FromRoute(Name = "issue_id")] string issueId,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.UserIssue(user.UserId, issueId).Read() ?? throw UserIssueKey.NotThere());

    private static async Task<Ok<UserIssue>> Move(
        [FromRoute(Name = "issue_id")] string issueId,
        StatusChangeParameter status,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.UserIssue(user.UserId, issueId).Move(status.Change));

    private static async Task<Ok<FiledIssueResponse>> File(
        [FromRoute(Name = "issue_id")] string issueId,
        CurrentUser user,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken aborted
    )
    {
        var issue = grains.UserIssue(user.UserId, issueId);
        var filed = await FilingPoll.Run(wait => issue.File(wait), time, aborted)
            ?? throw new TooSlowException(
                "GitHub has not answered in time; the issue is still being filed. Please send the same request again."
            );
        return TypedResults.Ok(new FiledIssueResponse(filed.Issue, filed.Message));
    }

    private static async Task<Ok<UserIssue>> CreateFromConversation(
        JsonBody<ConversationIssueRequest> body,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains
    ) => TypedResults.Ok(await FromConversation(body.Value, user, limits, grains));

    private static async Task<Ok<ConversationIssueResponse>> CreateInConversation(
        JsonBody<ConversationIssueRequest> body,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains
    ) => TypedResults.Ok(new ConversationIssueResponse(await FromConversation(body.Value, user, limits, grains)));

    private static async Task<Ok<DraftIssueResponse>> Write(
        DraftIssueQuery query,
        JsonBody<DraftIssueRequest> body,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains
    )
    {
        if (!query.Sample)
            limits.CountMessage(user.UserId);
        var preview = await grains.UserIssues(user.UserId).Preview(body.Value.ToPreview(query));
        return TypedResults.Ok(
            new DraftIssueResponse(
                query.PreviewOnly,
                IssuePreviewResponse.From(body.Value, preview),
                preview.Similar,
                preview.Issue
            )
        );
    }

    private static Task<UserIssue> FromConversation(
        ConversationIssueRequest request,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains
    )
    {
        limits.CountMessage(user.UserId);
        return grains.UserIssues(user.UserId).CreateFromConversation(request.ToIssue());
    }
}
