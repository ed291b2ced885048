using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using YudaiV3.Api.Auth;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Adds the owner and a signature to a ticket's secret, so that a forged ticket is recognized without a call to the
/// session.
/// </summary>
internal sealed class TicketProtector(JwtKeys keys)
{
    public string Protect(long userId, string sessionId, string secret) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{userId}.{secret}.{Base64Url.EncodeToString(Mac(keys.Signing.Key, userId, sessionId, secret))}"
        );

    /// <summary>Null if the ticket is forged or belongs to another session.</summary>
    public ProtectedTicket? Unprotect(string ticket, string sessionId)
    {
        if (ticket.IndexOf('.') is not (> 0 and var first) || ticket.LastIndexOf('.') is var last && last <= first)
            return null;
        if (
            !long.TryParse(ticket.AsSpan(0, first), NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
            || !Base64Url.IsValid(ticket.AsSpan(last + 1))
        )
            return null;
        var secret = ticket[(first + 1)..last];
        var mac = Base64Url.DecodeFromChars(ticket.AsSpan(last + 1));
        return keys.Accepted.Any(key =>
            CryptographicOperations.FixedTimeEquals(mac, Mac(key, userId, sessionId, secret))
        )
            ? new(userId, secret)
            : null;
    }

    private static byte[] Mac(SecurityKey key, long userId, string sessionId, string secret) =>
        HMACSHA256.HashData(
            ((SymmetricSecurityKey)key).Key,
            Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"websocket ticket\n{userId}\n{secret}\n{sessionId}")
            )
        );
}

/// <summary>The content of a ticket.</summary>
internal sealed record ProtectedTicket(long UserId, string Secret);
