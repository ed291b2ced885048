using System.Net;
using YudaiV3.Api.Auth;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Finds the login that opens a WebSocket. The first valid one of subprotocol, header, query and ticket counts.
/// </summary>
internal sealed partial class SocketAuthenticator(
    JwtReader tokens,
    ApiTokenReader apiTokens,
    RevocationCache revocations,
    TicketProtector tickets,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<SocketAuthenticator> logger
)
{
    private const string Scheme = "bearer";
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(8);

    /// <summary>
    /// The subprotocol to confirm. Clients that send the token as a subprotocol offer this one before it.
    /// </summary>
    public static string? Protocol(HttpContext context) =>
        context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(IsScheme);

    public static WebSocketLogin Login(CurrentUser user) =>
        new()
        {
            UserId = user.UserId,
            TokenId = user.Login.Id,
            IssuedAt = user.Login.IssuedAt,
            ExpiresAt = user.ExpiresAt,
        };

    /// <summary>Returns the login, or why there is none.</summary>
    public async Task<(WebSocketLogin? Login, CloseReason? Refusal)> Authenticate(
        HttpContext context,
        string? sessionId
    )
    {
        try
        {
            return await FindLogin(context, sessionId) is { } login ? (login, null) : (null, CloseReason.Unauthorized);
        }
        catch (Exception exception) when (GrainCallRetry.IsFailure(exception))
        {
            LogUnreachable(exception.GetType().Name);
            return (null, CloseReason.Unavailable);
        }
    }

    private async Task<WebSocketLogin?> FindLogin(HttpContext context, string? sessionId)
    {
        foreach (var token in Tokens(context))
            if (
                await Read(token, context.Connection.RemoteIpAddress) is { } user
                && !await revocations.HasEnded(user.UserId, user.Login)
            )
                return Login(user);
        return
            await Redeem(context, sessionId) is { } login
            && !await revocations.HasEnded(login.UserId, login.ToReference())
            ? login
            : null;
    }

    private async ValueTask<CurrentUser?> Read(string token, IPAddress? address) =>
        !ApiTokenSecret.IsApiToken(token) ? await tokens.Read(token)
        : await apiTokens.Read(token, address) is { } identity
        && identity.HasClaim(ApiTokenReader.ScopeClaim, ApiTokenScopes.Chat)
            ? CurrentUser.From(identity)
        : null;

    private async Task<WebSocketLogin?> Redeem(HttpContext context, string? sessionId) =>
        sessionId is not null
        && context.Request.Query["ticket"].ToString() is { Length: > 0 } text
        && tickets.Unprotect(text, sessionId) is { } ticket
            ? await GrainCallRetry.Run(
                () => grains.ChatSession(ticket.UserId, sessionId).RedeemTicket(ticket.Secret),
                CallTimeout,
                time,
                context.RequestAborted
            )
            : null;

    private static IEnumerable<string> Tokens(HttpContext context)
    {
        var protocols = context.WebSockets.WebSocketRequestedProtocols;
        if (protocols.SkipWhile(protocol => !IsScheme(protocol)).Skip(1).FirstOrDefault() is { } offered)
            yield return offered;
        foreach (var header in context.Request.Headers.Authorization)
            if (header is not null && header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase))
                yield return header[(Scheme.Length + 1)..].Trim();
        foreach (var token in context.Request.Query["token"])
            if (token is not null)
                yield return token;
    }

    private static bool IsScheme(string protocol) => protocol.Equals(Scheme, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(LogLevel.Warning, "The credentials of a WebSocket could not be checked ({Kind}).")]
    private partial void LogUnreachable(string kind);
}
