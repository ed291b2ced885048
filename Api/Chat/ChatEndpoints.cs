using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Hosting;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>Talking to DAifu.</summary>
internal static class ChatEndpoints
{
    public static void MapChat(this IEndpointRouteBuilder routes)
    {
        var daifu = routes
            .MapGroup("/daifu")
            .WithTags("chat")
            .RequireAuthorization()
            .AddEndpointFilter<RouteGroupBuilder, ClusterReadyFilter>();
        daifu.MapSessions();
        daifu.MapMessages();
        daifu.MapCards();
        daifu.MapHistory();
        daifu
            .MapPost("/chat/daifu", Ask)
            .WithMetadata(new LongPollMetadata())
            .WithSummary("Send a message and wait for DAifu's answer, 25 s at most");
        daifu.MapPost("/chat/daifu/v2", Post).WithSummary("Send a message; the answer arrives on the WebSocket");
        daifu
            .MapPost($"/chat/sessions/{{{SessionIdParameter.Name}}}/stop", Stop)
            .WithSummary("Stop the answer being written");
    }

    private static async Task<Results<Ok<ChatResponse>, ProblemHttpResult>> Ask(
        JsonBody<ChatRequest> body,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken aborted
    )
    {
        limits.CountMessage(user.UserId);
        var sessionId = body.Value.SessionIdOf();
        var exchange = await AnswerWait.Answer(
            grains.ChatSession(user.UserId, sessionId),
            body.Value.ToPost(),
            time,
            aborted
        );
        var answer = exchange.Answer!;
        return answer.Role == Speaker.System
            ? Problem.Create(StatusCodes.Status502BadGateway, answer.ErrorMessage ?? answer.Content)
            : TypedResults.Ok(ChatResponse.From(answer, exchange, sessionId));
    }

    private static async Task<Ok<MessageAcceptedResponse>> Post(
        JsonBody<ChatRequest> body,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains
    )
    {
        limits.CountMessage(user.UserId);
        var sessionId = body.Value.SessionIdOf();
        var posted = await grains.ChatSession(user.UserId, sessionId).Post(body.Value.ToPost());
        return TypedResults.Ok(new MessageAcceptedResponse(posted.MessageId, sessionId));
    }

    private static async Task<Ok<StopResponse>> Stop(SessionIdParameter session, CurrentUser user, IGrainFactory grains)
    {
        var talk = grains.ChatSession(user.UserId, session.Value);
        var stopped = await talk.Stop();
        return stopped || await talk.Describe() is not null
            ? TypedResults.Ok(new StopResponse(stopped))
            : throw SessionIds.NotThere();
    }
}
