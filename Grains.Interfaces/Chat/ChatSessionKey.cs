using System.Buffers.Text;
using System.Security.Cryptography;

namespace YudaiV3.Chat;

/// <summary>
/// Builds the grain key <c>session/{userId}/{session}</c>. A session id of up to 64 letters, digits, <c>-</c> and
/// <c>_</c> is part of the key. Any other id is hashed, because storage treats some keys as equal and rejects some
/// characters.
/// </summary>
public static class ChatSessionKey
{
    private const int MaxPlainLength = 64;
    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    );

    public static string Create(long userId, string sessionId) =>
        $"session/{userId}/{(IsPlain(sessionId) ? sessionId : Hash(sessionId))}";

    public static IChatSession ChatSession(this IGrainFactory grains, long userId, string sessionId) =>
        grains.GetGrain<IChatSession>(Create(userId, sessionId));

    /// <summary>The owner in a key that <see cref="Create"/> built.</summary>
    public static long Owner(string key) =>
        long.Parse(key.AsSpan(8, key.IndexOf('/', 8) - 8), System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsPlain(string sessionId) =>
        sessionId.Length <= MaxPlainLength && !sessionId.AsSpan().ContainsAnyExcept(Plain);

    private static string Hash(string sessionId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Ids.Sha256(sessionId, hash);
        return "~" + Base64Url.EncodeToString(hash);
    }
}
