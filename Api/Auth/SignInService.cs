using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>The last step of every sign-in: the user's grain records it, and a JWT is issued.</summary>
internal sealed class SignInService(IGrainFactory grains, JwtIssuer tokens)
{
    public async Task<SignInResponse> As(UserProfile profile)
    {
        var user = await grains.User(profile.Id).SignIn(profile);
        return Recorded(user);
    }

    /// <summary>Responds to a login that the user's grain has already recorded.</summary>
    public SignInResponse Recorded(UserProfile user) => new(true, "Signed in.", user, tokens.Issue(user.Id));
}
