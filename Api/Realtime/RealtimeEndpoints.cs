using System.Globalization;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Chat;
using YudaiV3.Api.Hosting;
using YudaiV3.Api.Web;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>The live updates of a session: the WebSocket and its ticket.</summary>
internal static class RealtimeEndpoints
{
    /// <summary>
    /// Bytes that the system sends ahead of a client. The system would let megabytes wait, and a client that reads
    /// slowly would get a ping or a close frame behind them too late.
    /// </summary>
    private const int MaxUnread = 128 << 10;

    public static void MapRealtime(this WebApplication app)
    {
        app.UseWebSockets();
        var session = app.MapGroup($"/daifu/sessions/{{{SessionIdParameter.Name}}}").WithTags("realtime");
        session
            .MapGet("/ws", Open)
            .AllowAnonymous()
            .WithName("OpenWebSocket")
            .WithSummary("The session's live updates, over a WebSocket.")
            .WithDescription(
                "Credentials: ?ticket=, the subprotocol \"bearer, <JWT>\", the Authorization header or ?token=. "
                    + "?stream=true takes every frame as it comes; ?since=<seq> replays the events after it."
            );
        session
            .MapPost("/ws-ticket", IssueTicket)
            .RequireAuthorization()
            .WithMetadata(new ApiTokenAccess(ApiTokenScopes.Chat))
            .AddEndpointFilter<ClusterReadyFilter>()
            .WithName("IssueWebSocketTicket")
            .WithSummary("A ticket that opens one WebSocket on the session within 30 seconds.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<TicketResponse>> IssueTicket(
        SessionIdParameter sessionId,
        CurrentUser user,
        IGrainFactory grains,
        TicketProtector tickets
    ) =>
        await grains.ChatSession(user.UserId, sessionId.Value).IssueTicket(SocketAuthenticator.Login(user))
            is { } secret
            ? TypedResults.Ok(new TicketResponse(tickets.Protect(user.UserId, sessionId.Value, secret)))
            : throw SessionIds.NotFound();

    private static async Task<IResult> Open(
        HttpContext context,
        OriginPolicy origins,
        SocketAuthenticator authenticator,
        SocketConnection connection,
        IOptions<RealtimeOptions> options
    )
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return Problem.Create(StatusCodes.Status400BadRequest, "This is a WebSocket: connect to it as one.");
        if (!origins.Allows(context.Request))
            return Problem.Create(
                StatusCodes.Status403Forbidden,
                "WebSockets are not opened for pages of this origin."
            );

        var sessionId = SessionIdParameter.Read(context);
        var (login, refusal) = await authenticator.Authenticate(context, sessionId);
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null; // A slow client gets a close frame instead of an aborted connection.
        if (context.Features.Get<IConnectionSocketFeature>() is { } connected)
            connected.Socket.SendBufferSize = MaxUnread;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext
            {
                SubProtocol = SocketAuthenticator.Protocol(context),
                KeepAliveInterval = options.Value.PingInterval,
                KeepAliveTimeout = options.Value.PingTimeout,
            }
        );
        if (login is null || sessionId is null)
            await connection.Refuse(socket, refusal ?? CloseReason.NotFound);
        else
        {
            CurrentLogin.Use(login.ToReference());
            await connection.Run(socket, login, sessionId, Since(context.Request), IsStreaming(context.Request));
        }
        return Results.Empty;
    }

    /// <summary>Null also if the value is not a position.</summary>
    private static long? Since(HttpRequest request) =>
        long.TryParse(request.Query["since"], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? seq
            : null;

    private static bool IsStreaming(HttpRequest request) =>
        request.Query["stream"].ToString() is var stream
        && (stream == "1" || stream.Equals("true", StringComparison.OrdinalIgnoreCase));
}

/// <summary>A ticket and the seconds until it expires.</summary>
internal sealed record TicketResponse(string Ticket, int ExpiresIn = 30);
