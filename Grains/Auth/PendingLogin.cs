using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace YudaiV3.Auth;

/// <summary>A login that has begun and not finished. Its methods are pure decisions.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.login-attempt")]
internal sealed record PendingLogin
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    [Id(0)]
    public string Verifier { get; init; } = "";

    [Id(1)]
    public string RedirectUri { get; init; } = "";

    [Id(2)]
    public string Browser { get; init; } = "";

    [Id(3)]
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>PKCE's S256 of the verifier.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static PendingLogin Begin(NewLogin login, DateTimeOffset now) =>
        new()
        {
            Verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48)),
            RedirectUri = login.RedirectUri,
            Browser = login.Browser,
            ExpiresAt = now + Lifetime,
        };

    public bool HasExpired(DateTimeOffset now) => now >= ExpiresAt;

    public bool Matches(NewLogin login) => login.RedirectUri == RedirectUri && login.Browser == Browser;

    /// <summary>
    /// Whether the code comes from the browser that began the login, or from a client without cookies.
    /// </summary>
    public bool Accepts(LoginCode code) =>
        code.Browser is null
        || CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(code.Browser),
            Encoding.UTF8.GetBytes(Browser)
        );
}
