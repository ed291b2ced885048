using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Hosting;
using YudaiV3.Api.Web;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>Signing in, and what a login is worth.</summary>
internal static class AuthEndpoints
{
    private const string Off = "GitHub login is off: this server has no GitHub OAuth app (GITHUB_CLIENT_ID).";
    private const string NotYet = "GitHub login is not available in this version of the server, although GITHUB_CLIENT_ID is set.";

    public static void MapAuth(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/auth").WithTags("auth");
        auth.MapGet("/login", Login).WithSummary("Begin a GitHub login");
        auth.MapGet("/callback", Callback).WithSummary("End a GitHub login");
        auth.MapPost("/token", Token).WithSummary("Sign in with a personal access token of GitHub");
        auth.MapGet("/config", Config).WithSummary("How people can sign in here");

        var known = auth.MapGroup("").AddEndpointFilter<RouteGroupBuilder, DemandCluster>();
        known.MapPost("/dev-login", DevLogin).WithSummary("Sign in by name: in Development, from this machine, without GitHub login");
        known.MapGet("/profile", Profile).RequireAuthorization().WithSummary("The caller");
        known.MapGet("/status", Status).WithSummary("Whether the caller is signed in");
        known.MapPost("/refresh", Refresh).RequireAuthorization().WithSummary("A new token for a still valid one");
    }

    private static void Login(GitHubLogin github) => throw new NotReadyException(WhyOff(github));

    private static Ok<SignInRefused> Callback(GitHubLogin github) => TypedResults.Ok(new SignInRefused("The login failed.", WhyOff(github)));

    private static void Token(GitHubLogin github) => throw new NotReadyException(WhyOff(github));

    private static async Task<Ok<SignedIn>> DevLogin(HttpContext context, IHostEnvironment environment, GitHubLogin github, RateLimits limits, SignIn signIn, TimeProvider time)
    {
        if (!environment.IsDevelopment() || github.IsWanted || !DevelopmentLogin.IsLocal(context))
            throw new NotFoundException("There is no login by name here.");
        limits.CountSignIn(context.Connection.RemoteIpAddress ?? IPAddress.None);
        var login = await Body<DevelopmentLogin>.Read(context);
        return TypedResults.Ok(await signIn.As(login.Profile(time.GetUtcNow())));
    }

    private static async Task<Ok<UserProfile>> Profile(CurrentUser user, IGrainFactory grains) =>
        TypedResults.Ok(await grains.User(user.UserId).Profile() ?? throw new UnknownUserException());

    private static async Task<Ok<SignInStatus>> Status(HttpContext context, IGrainFactory grains)
    {
        var user = CurrentUser.From(context.User.Identity as System.Security.Claims.ClaimsIdentity);
        var profile = user is null ? null : await grains.User(user.UserId).Profile();
        return TypedResults.Ok(new SignInStatus(profile is not null, profile));
    }

    private static async Task<Ok<Refreshed>> Refresh(CurrentUser user, IGrainFactory grains, TokenMaker tokens) =>
        await grains.User(user.UserId).Profile() is null ? throw new UnknownUserException() : TypedResults.Ok(new Refreshed(tokens.For(user.UserId)));

    private static Ok<SignInConfiguration> Config(GitHubLogin github) =>
        TypedResults.Ok(new SignInConfiguration(false, github.IsWanted, github.HasSecret, github.RedirectUri, github.ClientId, WhyOff(github)));

    private static string WhyOff(GitHubLogin github) => github.IsWanted ? NotYet : Off;
}
