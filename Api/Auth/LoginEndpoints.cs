using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Web;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>The caller's logins: refresh, logout, and the list of all.</summary>
internal static class LoginEndpoints
{
    public static void MapLogins(this IEndpointRouteBuilder auth)
    {
        auth.MapPost("/refresh", Refresh)
            .RequireAuthorization()
            .WithSummary("A new token for a still valid one")
            .WithDescription("The login stays the same, and ends 30 days after it began at the latest.");
        auth.MapPost("/logout", Logout)
            .RequireAuthorization()
            .WithSummary("End this login: every node refuses its tokens and closes its WebSockets");
        auth.MapPost("/logout-everywhere", LogoutEverywhere)
            .RequireAuthorization()
            .WithSummary("End every login of the caller");
        auth.MapPost("/github/disconnect", DisconnectGitHub)
            .RequireAuthorization()
            .WithSummary("Forget the caller's GitHub tokens, and revoke those that GitHub issued to this app");
        auth.MapGet("/logins", List).RequireAuthorization().WithSummary("The caller's logins, the newest first");
        auth.MapDelete("/logins/{id}", End)
            .RequireAuthorization()
            .WithSummary("End one login of the caller")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<RefreshResponse>> Refresh(
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains,
        JwtIssuer tokens,
        SecurityLog log
    )
    {
        limits.CountLoginChange(user.UserId);
        if (
            await grains.User(user.UserId).Profile() is null
            || await grains.UserLogins(user.UserId).Find(user.Login) is not { } login
            || tokens.Issue(user.UserId, login) is not { } token
        )
            throw new UnknownUserException();
        log.Refreshed(user.UserId, login.Id);
        return TypedResults.Ok(new RefreshResponse(token.Text, token.ExpiresIn));
    }

    private static async Task<Ok<SignOutResponse>> Logout(
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains,
        SecurityLog log
    )
    {
        limits.CountLoginChange(user.UserId);
        await grains.UserLogins(user.UserId).End(user.Login);
        log.SignedOut(user.UserId, user.Login.Id);
        return TypedResults.Ok(new SignOutResponse("Signed out."));
    }

    private static async Task<Ok<SignOutEverywhereResponse>> LogoutEverywhere(
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains,
        SecurityLog log
    )
    {
        limits.CountLoginChange(user.UserId);
        var ended = await grains.UserLogins(user.UserId).EndAll();
        log.SignedOutEverywhere(user.UserId, ended);
        return TypedResults.Ok(new SignOutEverywhereResponse(ended));
    }

    private static async Task<Ok<SignOutResponse>> DisconnectGitHub(
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains,
        SecurityLog log
    )
    {
        limits.CountLoginChange(user.UserId);
        await grains.UserLogins(user.UserId).DisconnectGitHub();
        log.GitHubDisconnected(user.UserId);
        return TypedResults.Ok(new SignOutResponse("GitHub is disconnected. What you wrote stays readable."));
    }

    private static async Task<Ok<LoginsResponse>> List(CurrentUser user, IGrainFactory grains)
    {
        var logins = grains.UserLogins(user.UserId);
        await logins.Find(user.Login); // One from before logins had ids is recorded, so that the list has it.
        return TypedResults.Ok(
            new LoginsResponse([
                .. (await logins.List()).Select(login => new LoginResponse(
                    login.Id,
                    login.StartedAt,
                    login.LastUsedAt,
                    login.Id == user.Login.Id,
                    login.UserAgent
                )),
            ])
        );
    }

    private static async Task<Ok<SignOutResponse>> End(
        string id,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains,
        SecurityLog log
    )
    {
        limits.CountLoginChange(user.UserId);
        var login = id == user.Login.Id ? user.Login : new LoginReference { Id = id };
        if (!await grains.UserLogins(user.UserId).End(login))
            throw new NotFoundException("There is no such login.");
        log.SignedOut(user.UserId, login.Id);
        return TypedResults.Ok(new SignOutResponse("The login has ended."));
    }
}
