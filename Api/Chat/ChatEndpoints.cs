using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Hosting;
using YudaiV3.Api.Web;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>The routes below <c>/daifu</c>: messages to DAifu, sessions, cards and history.</summary>
internal static class ChatEndpoints
{
    /// <summary>Proxies cut a request at 30 s.</summary>
    private static readonly LongPoll AnswerPoll = new()
    {
        MaxWait = TimeSpan.FromSeconds(25),
        TransitTime = TimeSpan.FromSeconds(1),
    };

    public static void MapChat(this IEndpointRouteBuilder routes)
    {
        var daifu = routes
            .MapGroup("/daifu")
            .WithTags("chat")
            .RequireAuthorization()
            .WithMetadata(new ApiTokenAccess(ApiTokenScopes.Read, ApiTokenScopes.Chat))
            .AddEndpointFilter<RouteGroupBuilder, ClusterReadyFilter>();
        daifu.MapSessions();
        daifu.MapMessages();
        daifu.MapCards();
        daifu.MapHistory();
        daifu
            .MapPost("/chat/daifu", Ask)
            .WithMetadata(new LongPollMetadata())
            .WithSummary("Send a message and wait for DAifu's answer, at most 25 s");
        daifu.MapPost("/chat/daifu/v2", Post).WithSummary("Send a message; the answer arrives on the WebSocket");
        daifu
            .MapPost($"/chat/sessions/{{{SessionIdParameter.Name}}}/stop", Stop)
            .WithSummary("Stop the answer that DAifu is writing");
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
        var exchange = await WaitForAnswer(
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

    /// <exception cref="TooSlowException">The answer takes longer than a proxy would wait.</exception>
    private static async Task<Exchange> WaitForAnswer(
        IChatSession session,
        NewMessage message,
        TimeProvider time,
        CancellationToken aborted
    )
    {
        var isDurable = false;
        return await AnswerPoll.Run(Ask, time, aborted)
            ?? throw new TooSlowException(
                isDurable
                    ? "DAifu is still writing. The answer goes on: it arrives on the WebSocket "
                        + "and in the session's messages, "
                        + "and the same request with the same client_message_id waits for it again."
                    : "The session did not respond in time. "
                        + "Send the same request with the same client_message_id again: "
                        + "the message is then kept once, and its answer waited for."
            );

        async Task<Exchange?> Ask(TimeSpan wait)
        {
            var exchange = await session.Ask(message, wait);
            isDurable = true;
            return exchange.Answer is null ? null : exchange;
        }
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

    private static async Task<Ok<StopResponse>> Stop(
        SessionIdParameter session,
        JsonBody<StopRequest> body,
        CurrentUser user,
        IGrainFactory grains
    )
    {
        var chatSession = grains.ChatSession(user.UserId, session.Value);
        var stopped = body.Value.MessageId is { } messageId
            ? await chatSession.StopAnswer(messageId)
            : await chatSession.Stop();
        return stopped || await chatSession.Describe() is not null
            ? TypedResults.Ok(new StopResponse(stopped))
            : throw SessionIds.NotFound();
    }
}
