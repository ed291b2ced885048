using System.Buffers.Text;
using System.Security.Cryptography;

namespace YudaiV3.Chat;

/// <summary>
/// Builds the grain key <c>session/{userId}/{session}</c>. A short session id of harmless characters stands in it as it
/// is, any other as a hash:
/// storage folds some keys into one and does not take every character.
/// </summary>
public static class ChatSessionKey
{
    private const int MaxPlainLength = 64;
    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    );

    public static string Create(long userId, string sessionId) =>
        $"session/{userId}/{(sessionId.Length <= MaxPlainLength && !sessionId.AsSpan().ContainsAnyExcept(Plain) ? sessionId : Hashed(sessionId))}";

    public static IChatSession ChatSession(this IGrainFactory grains, long userId, string sessionId) =>
        grains.GetGrain<IChatSession>(Create(userId, sessionId));

    /// <summary>The owner in a key that <see cref="Create"/> built.</summary>
    public static long Owner(string key) =>
        long.Parse(key.AsSpan(8, key.IndexOf('/', 8) - 8), System.Globalization.CultureInfo.InvariantCulture);

    private static string Hashed(string sessionId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Ids.Sha256(sessionId, hash);
        return "~" + Base64Url.EncodeToString(hash);
    }
}
