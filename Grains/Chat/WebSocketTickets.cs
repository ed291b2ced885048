using System.Buffers.Text;
using System.Security.Cryptography;

namespace YudaiV3.Chat;

/// <summary>
/// The issued WebSocket tickets. Each opens one socket within 30 s. Only their hashes are kept, and only in memory.
/// </summary>
internal sealed class WebSocketTickets(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly Dictionary<UInt128, (WebSocketLogin Login, DateTimeOffset Until)> _open = [];

    public string Issue(WebSocketLogin login)
    {
        var now = time.GetUtcNow();
        foreach (var (expired, (_, until)) in _open)
        {
            if (until < now)
                _open.Remove(expired);
        }
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var ticket = $"{login.UserId}.{secret}";
        _open[Hash(ticket)] = (login, now + Lifetime);
        return ticket;
    }

    public WebSocketLogin? Redeem(string ticket) =>
        _open.Remove(Hash(ticket), out var open) && open.Until >= time.GetUtcNow() ? open.Login : null;

    private static UInt128 Hash(string ticket)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Ids.Sha256(ticket, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
