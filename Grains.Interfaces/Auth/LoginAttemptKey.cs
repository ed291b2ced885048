using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace YudaiV3.Auth;

/// <summary>
/// Creates the OAuth <c>state</c> and builds the grain key <c>login/{SHA-256 of the state}</c>. The key has a hash,
/// because keys are logged and stored, and a state allows a login.
/// </summary>
public static class LoginAttemptKey
{
    private const int Bytes = 32;

    /// <summary>Creates a random state.</summary>
    public static string NewState() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether the text has the format of <see cref="NewState"/>.</summary>
    public static bool IsState(string? text) =>
        text is not null
        && Base64Url.IsValid(text, out var bytes)
        && bytes == Bytes
        && text.Length == Base64Url.GetEncodedLength(Bytes);

    public static string Create(string state) =>
        $"login/{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(state)))}";

    public static ILoginAttempt LoginAttempt(this IGrainFactory grains, string state) =>
        grains.GetGrain<ILoginAttempt>(Create(state));
}
