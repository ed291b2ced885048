using System.Net;
using YudaiV3.Api.Web;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>The body of <c>POST /auth/dev-login</c>.</summary>
internal sealed record DevelopmentLoginRequest : IValidatedRequest
{
    private const int MaxUsernameLength = 39;

    public string? Username { get; init; }

    /// <summary>
    /// As GitHub's names: letters, digits and single hyphens (or underscores, as in managed accounts) between them.
    /// </summary>
    public void Check(ValidationErrors problems)
    {
        problems.Require("username", Username, MaxUsernameLength);
        if (!string.IsNullOrWhiteSpace(Username) && !IsName(Username))
            problems.Add("username", "A name has letters, digits and single hyphens between them.");
    }

    /// <summary>Ids from 2^52 are nobody's on GitHub, and a JSON number still carries them exactly.</summary>
    public UserProfile Profile(DateTimeOffset now)
    {
        var id = 1L << 52 | Ids.Number(Username!.ToLowerInvariant());
        return new()
        {
            Id = id,
            GithubUsername = Username,
            GithubUserId = id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            DisplayName = Username,
            CreatedAt = now,
            LastLogin = now,
        };
    }

    /// <summary>Whether a request comes from this machine, also where a proxy on it passed it on.</summary>
    public static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("Forwarded")
        && context.Request.Headers["X-Forwarded-For"].All(IsLoopback);

    private static bool IsLoopback(string? addresses) =>
        (addresses ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .All(text => IPAddress.TryParse(text, out var address) && IPAddress.IsLoopback(address));

    private static bool IsName(ReadOnlySpan<char> name)
    {
        var joined = true; // No hyphen may stand here: at the start, or after another.
        foreach (var character in name)
        {
            var isJoint = character is '-' or '_';
            if (isJoint ? joined : !char.IsAsciiLetterOrDigit(character))
                return false;
            joined = isJoint;
        }
        return !joined;
    }
}
