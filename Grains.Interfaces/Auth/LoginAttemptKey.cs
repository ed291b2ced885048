using System.Buffers.Text;
using System.Security.Cryptography;

namespace YudaiV3.Auth;

/// <summary>Makes the OAuth <c>state</c> and builds the grain key <c>login/{state}</c>.</summary>
public static class LoginAttemptKey
{
    private const int Bytes = 32;

    /// <summary>A state that nobody can guess.</summary>
    public static string NewState() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text can be a state that <see cref="NewState"/> made.</summary>
    public static bool IsState(string? text) => text is not null && Base64Url.IsValid(text, out var bytes) && bytes == Bytes && text.Length == Base64Url.GetEncodedLength(Bytes);

    public static string Of(string state) => $"login/{state}";

    public static ILoginAttempt LoginAttempt(this IGrainFactory grains, string state) => grains.GetGrain<ILoginAttempt>(Of(state));
}
