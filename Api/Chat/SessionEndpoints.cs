using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Auth;
using YudaiV3.Api.GitHub;
using YudaiV3.Api.Web;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>Creates, lists, reads and changes the caller's sessions.</summary>
internal static class SessionEndpoints
{
    private const string Id = $"{{{SessionIdParameter.Name}}}";

    public static void MapSessions(this IEndpointRouteBuilder daifu)
    {
        daifu
            .MapPost("/sessions", Create)
            .WithSummary("The caller's session for a repository and branch; created if there is none");
        daifu.MapGet("/sessions", List).WithSummary("The caller's sessions, latest activity first");
        daifu.MapGet($"/sessions/{Id}", Open).WithSummary("A session with its latest messages");
        daifu.MapPost($"/sessions/{Id}/touch", Touch).WithSummary("Mark a session as in use");
        daifu.MapGet("/chat/sessions", ListForChat).WithSummary("The caller's sessions, latest activity first");
        daifu
            .MapGet($"/chat/sessions/{Id}/messages", Messages)
            .WithSummary("A session's messages, oldest first")
            .Produces<MessageListResponse>();
        daifu.MapGet($"/chat/sessions/{Id}/statistics", Statistics).WithSummary("The statistics of a session");
        daifu
            .MapPut($"/chat/sessions/{Id}/title", Rename)
            .WithSummary("Rename a session; the title is in the query or in the body")
            .Produces<Session>();
        daifu
            .MapDelete($"/chat/sessions/{Id}", Close)
            .WithSummary("Remove a session from the lists; its messages stay readable");
    }

    private static async Task<Ok<Session>> Create(
        JsonBody<SessionRequest> body,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.User(user.UserId).OpenSession(body.Value.ToOpen()));

    private static async Task<Ok<ImmutableArray<Session>>> List(
        SessionsQuery query,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.User(user.UserId).Sessions(query.Filter));

    private static async Task<Ok<SessionListResponse>> ListForChat(
        SessionsQuery query,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(new SessionListResponse(await grains.User(user.UserId).Sessions(query.Filter)));

    private static async Task<Ok<SessionDetailsResponse>> Open(
        SessionIdParameter session,
        PageQuery query,
        CurrentUser user,
        IGrainFactory grains,
        GitHubSite github
    ) =>
        TypedResults.Ok(
            SessionDetailsResponse.From(
                await grains.ChatSession(user.UserId, session.Value).Open(query.Page) ?? throw SessionIds.NotFound(),
                github
            )
        );

    private static async Task<Ok<TouchSessionResponse>> Touch(
        SessionIdParameter session,
        CurrentUser user,
        IGrainFactory grains
    ) =>
        TypedResults.Ok(
            new TouchSessionResponse(
                await grains.ChatSession(user.UserId, session.Value).Touch() ?? throw SessionIds.NotFound()
            )
        );

    private static Task<JsonBytesResult> Messages(
        SessionIdParameter session,
        PageQuery query,
        CurrentUser user,
        IGrainFactory grains,
        ResponseCache responses
    ) => responses.Read((user.UserId, session.Value, query.Page), none: -1L, async known =>
        {
            var read = await grains.ChatSession(user.UserId, session.Value).Page(query.Page, known)
                ?? throw SessionIds.NotFound();
            return (
                read.Seq,
                read.Messages is { } messages ? JsonBytesResult.From(new MessageListResponse(messages)) : null
            );
        });

    private static async Task<Ok<SessionStatisticsResponse>> Statistics(
        SessionIdParameter session,
        CurrentUser user,
        IGrainFactory grains,
        GitHubSite github
    ) =>
        TypedResults.Ok(
            SessionStatisticsResponse.From(
                await grains.ChatSession(user.UserId, session.Value).Statistics() ?? throw SessionIds.NotFound(),
                github
            )
        );

    private static async Task<Ok<JsonNode>> Rename(
        SessionIdParameter session,
        TitleRequest request,
        CurrentUser user,
        IGrainFactory grains
    )
    {
        var renamed = await grains.ChatSession(user.UserId, session.Value).Rename(request.Title!)
            ?? throw SessionIds.NotFound();
        var body = JsonSerializer.SerializeToNode(renamed, ApiJson.TypeInfo<Session>())!;
        body["success"] = true;
        return TypedResults.Ok(body);
    }

    private static async Task<Ok<CloseSessionResponse>> Close(
        SessionIdParameter session,
        CurrentUser user,
        IGrainFactory grains
    )
    {
        _ = await grains.ChatSession(user.UserId, session.Value).Close() ?? throw SessionIds.NotFound();
        return TypedResults.Ok(
            new CloseSessionResponse(
                "The session was deleted. Its messages stay readable, and a new message brings it back."
            )
        );
    }
}
