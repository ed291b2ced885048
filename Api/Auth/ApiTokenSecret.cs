using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace YudaiV3.Api.Auth;

/// <summary>
/// The text of an API token: <c>yud_</c> and 49 bytes in Base64Url. They are the user's id, the token's id and a secret
/// of 256 random bits, so that the user's grain is found without an index. Only a hash of the secret is stored.
/// </summary>
internal sealed record ApiTokenSecret(long UserId, string Id, string Hash)
{
    public const string Prefix = "yud_";

    private const int UserBytes = 8,
        IdBytes = 9,
        SecretBytes = 32;
    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(UserBytes + IdBytes + SecretBytes);

    public static bool IsApiToken(ReadOnlySpan<char> text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Creates a token. Its text cannot be found out later.</summary>
    public static (ApiTokenSecret Secret, string Text) Create(long userId)
    {
        var bytes = RandomNumberGenerator.GetBytes(UserBytes + IdBytes + SecretBytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes, userId);
        return (From(bytes), Prefix + Base64Url.EncodeToString(bytes));
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out ApiTokenSecret? secret)
    {
        secret = null;
        var bytes = new byte[UserBytes + IdBytes + SecretBytes];
        if (
            text.Length != Length
            || !IsApiToken(text)
            || !Base64Url.TryDecodeFromChars(text.AsSpan(Prefix.Length), bytes, out var written)
            || written != bytes.Length
        )
            return false;
        secret = From(bytes);
        return secret.UserId > 0;
    }

    private static ApiTokenSecret From(ReadOnlySpan<byte> bytes) =>
        new(
            BinaryPrimitives.ReadInt64BigEndian(bytes),
            Base64Url.EncodeToString(bytes.Slice(UserBytes, IdBytes)),
            Convert.ToHexStringLower(SHA256.HashData(bytes[(UserBytes + IdBytes)..]))
        );
}
