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
        var daifu = routes.MapGroup("/daifu").WithTags("chat").RequireAuthorization().AddEndpointFilter<RouteGroupBuilder, DemandCluster>();
        daifu.MapSessions();
        daifu.MapChanges();
        daifu.MapCards();
        daifu.MapLookingBack();
        daifu.MapPost("/chat/daifu", Ask).WithMetadata(new WaitsMetadata()).WithSummary("Send a message and wait for DAifu's answer, 25 s at most");
        daifu.MapPost("/chat/daifu/v2", Post).WithSummary("Send a message; the answer arrives on the WebSocket");
        daifu.MapPost($"/chat/sessions/{{{SessionIdParameter.Name}}}/stop", Stop).WithSummary("Stop the answer being written");
    }

    private static async Task<Results<Ok<Reply>, ProblemHttpResult>> Ask(
        Body<ChatRequest> body, CurrentUser user, RateLimits limits, IGrainFactory grains, TimeProvider time, CancellationToken aborted)
    {
        limits.CountMessage(user.UserId);
        var sessionId = body.Value.SessionIdOf();
        var exchange = await Waiting.Answer(grains.ChatSession(user.UserId, sessionId), body.Value.ToPost(), time, aborted);
        var answer = exchange.Answer!;
        return answer.Role == Speaker.System
            ? Problem.Of(StatusCodes.Status502BadGateway, answer.ErrorMessage ?? answer.Content)
            : TypedResults.Ok(Reply.Of(answer, exchange, sessionId));
    }

    private static async Task<Ok<Accepted>> Post(Body<ChatRequest> body, CurrentUser user, RateLimits limits, IGrainFactory grains)
    {
        limits.CountMessage(user.UserId);
        var sessionId = body.Value.SessionIdOf();
        var posted = await grains.ChatSession(user.UserId, sessionId).Post(body.Value.ToPost());
        return TypedResults.Ok(new Accepted(posted.MessageId, sessionId));
    }

    private static async Task<Ok<StopResult>> Stop(SessionIdParameter session, CurrentUser user, IGrainFactory grains)
    {
        var talk = grains.ChatSession(user.UserId, session.Value);
        var stopped = await talk.Stop();
        return stopped || await talk.Describe() is not null ? TypedResults.Ok(new StopResult(stopped)) : throw SessionIds.NotThere();
    }
}
