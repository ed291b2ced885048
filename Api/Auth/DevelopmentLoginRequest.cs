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
    /// The rules of GitHub: letters and digits, joined by single hyphens, or by underscores as in managed accounts.
    /// </summary>
    public void Check(ValidationErrors problems)
    {
        problems.Require("username", Username, MaxUsernameLength);
        if (!string.IsNullOrWhiteSpace(Username) && !IsName(Username))
            problems.Add("username", "A name has letters, digits and single hyphens between them.");
    }

    /// <summary>The ids start at 2^52: GitHub has no such ids, and a JSON number still holds them exactly.</summary>
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

    /// <summary>
    /// Whether a request comes from this machine, directly or through a proxy on it, and to a name of this machine. A
    /// page of another site can point its own name at this machine (DNS rebinding), but a browser sends that name.
    /// </summary>
    public static bool IsLocal(HttpContext context) =>
        IsLocalName(context.Request.Host.Host)
        && context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("Forwarded")
        && context.Request.Headers["X-Forwarded-For"].All(IsLoopback);

    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);

    private static bool IsLoopback(string? addresses) =>
        (addresses ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .All(text => IPAddress.TryParse(text, out var address) && IPAddress.IsLoopback(address));

    private static bool IsName(ReadOnlySpan<char> name)
    {
        var afterJoint = true; // A hyphen may not be first or follow another.
        foreach (var character in name)
        {
            var isJoint = character is '-' or '_';
            if (isJoint ? afterJoint : !char.IsAsciiLetterOrDigit(character))
                return false;
            afterJoint = isJoint;
        }
        return !afterJoint;
    }
}
