using YudaiV3.Api.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Finds out for whom a WebSocket is opened: a ticket, the subprotocol, the header or the query may say it, and the
/// first that is good counts.
/// </summary>
internal sealed partial class SocketAuthenticator(
    JwtReader tokens,
    RevocationCache logins,
    TicketProtector seal,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<SocketAuthenticator> logger
)
{
    private const string Scheme = "bearer";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>
    /// The subprotocol to be confirmed: clients that offer the token this way offer this one before it.
    /// </summary>
    public static string? Protocol(HttpContext context) =>
        context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(IsScheme);

    /// <summary>The login, or why there is none.</summary>
    public async Task<(WebSocketLogin? Login, CloseReason? Refusal)> Check(HttpContext context, string? sessionId)
    {
        try
        {
            return await Find(context, sessionId) is { } login ? (login, null) : (null, CloseReason.Unauthorized);
        }
        catch (Exception wrong) when (GrainCallRetry.IsFailure(wrong))
        {
            LogUnreachable(wrong.GetType().Name);
            return (null, CloseReason.Unavailable);
        }
    }

    public static WebSocketLogin Login(CurrentUser user) =>
        new()
        {
            UserId = user.UserId,
            TokenId = user.TokenId,
            ExpiresAt = user.ExpiresAt,
        };

    private async Task<WebSocketLogin?> Find(HttpContext context, string? sessionId)
    {
        foreach (var token in Tokens(context))
            if (await tokens.Read(token) is { } user && !await logins.HasEnded(user.UserId, user.TokenId))
                return Login(user);
        return await Redeem(context, sessionId) is { } login && !await logins.HasEnded(login.UserId, login.TokenId)
            ? login
            : null;
    }

    private async Task<WebSocketLogin?> Redeem(HttpContext context, string? sessionId) =>
        sessionId is not null
        && context.Request.Query["ticket"].ToString() is { Length: > 0 } ticket
        && seal.Unprotect(ticket, sessionId) is { } sealedTicket
            ? await time.Persist(
                () => grains.ChatSession(sealedTicket.UserId, sessionId).RedeemTicket(sealedTicket.Secret),
                Patience,
                context.RequestAborted
            )
            : null;

    private static IEnumerable<string> Tokens(HttpContext context)
    {
        if (
            context
                .WebSockets.WebSocketRequestedProtocols.SkipWhile(protocol => !IsScheme(protocol))
                .Skip(1)
                .FirstOrDefault() is
            { } offered
        )
            yield return offered;
        foreach (var header in context.Request.Headers.Authorization)
            if (header is not null && header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase))
                yield return header[(Scheme.Length + 1)..].Trim();
        foreach (var token in context.Request.Query["token"])
            if (token is not null)
                yield return token;
    }

    private static bool IsScheme(string protocol) => protocol.Equals(Scheme, StringComparison.OrdinalIgnoreCase);
}
