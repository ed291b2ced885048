using Microsoft.Net.Http.Headers;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>The first and the last step of every sign-in: a login gets an id, and a JWT is issued for it.</summary>
internal sealed class SignInService(IGrainFactory grains, JwtIssuer tokens, TimeProvider time, SecurityLog log)
{
    /// <summary>A login from the device that sends the request.</summary>
    public static NewUserLogin NewLogin(HttpRequest request) =>
        NewUserLogin.Create(
            request.Headers[HeaderNames.UserAgent].ToString() is { Length: > 0 } userAgent ? userAgent : null
        );

    /// <summary>Signs in without GitHub.</summary>
    public async Task<SignInResponse> As(UserProfile profile, NewUserLogin login)
    {
        var user = await grains.User(profile.Id).SignIn(profile);
        await grains.UserLogins(profile.Id).Begin(login);
        return Recorded(user, login);
    }

    /// <summary>Responds to a login that the user's grains have already recorded.</summary>
    public SignInResponse Recorded(UserProfile user, NewUserLogin login)
    {
        log.SignedIn(user.Id, login.Id);
        var token = tokens.Issue(user.Id, new UserLogin { Id = login.Id, StartedAt = time.GetUtcNow() })!;
        return new("Signed in.", user, token.Text, token.ExpiresIn);
    }
}
