using YudaiV3.Api.Auth;
using YudaiV3.Auth;

namespace YudaiV3.Api.Tests.Auth;

/// <summary>JWTs without a sign-in.</summary>
internal static class TestJwts
{
    /// <summary>A JWT of a login that has just begun.</summary>
    public static string IssueFor(this JwtIssuer issuer, long userId, string loginId = "the login") =>
        issuer
            .Issue(userId, new UserLogin { Id = loginId, StartedAt = DateTimeOffset.MaxValue - UserLogin.MaxLifetime })!
            .Text;
}
