using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Hosting;
using YudaiV3.Api.Web;
using YudaiV3.Auth;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Auth;

/// <summary>The routes below <c>/auth</c>: sign-in and the caller.</summary>
internal static class AuthEndpoints
{
    public static void MapAuth(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/auth").WithTags("auth");
        auth.MapGitHubLogin();

        var clusterRoutes = auth.MapGroup("").AddEndpointFilter<RouteGroupBuilder, ClusterReadyFilter>();
        clusterRoutes
            .MapPost("/dev-login", DevLogin)
            .WithMetadata(new JsonRequestMetadata(typeof(DevelopmentLoginRequest)))
            .WithSummary("Sign in by name: in Development, from this machine, without GitHub login");
        clusterRoutes
            .MapGet("/profile", Profile)
            .RequireAuthorization()
            .WithMetadata(new ApiTokenAccess(ApiTokenScopes.Read))
            .WithSummary("The caller");
        clusterRoutes.MapGet("/status", Status).WithSummary("Whether the caller is signed in");
        clusterRoutes.MapLogins();
        clusterRoutes.MapApiTokens();
    }

    private static async Task<Ok<SignInResponse>> DevLogin(
        HttpContext context,
        IHostEnvironment environment,
        GitHubLoginOptions github,
        AllowedAccounts allowed,
        RateLimits limits,
        SignInService signIn,
        TimeProvider time
    )
    {
        if (!environment.IsDevelopment() || github.IsWanted || !DevelopmentLoginRequest.IsLocal(context))
            throw new NotFoundException("There is no login by name here.");
        limits.CountSignIn(context.Connection.RemoteIpAddress ?? IPAddress.None);
        var login = await JsonBody<DevelopmentLoginRequest>.Read(context);
        if (!allowed.IsEverybody && !allowed.Users.Contains(login.Username!))
            throw new NotAllowedException($"This server does not let {login.Username} sign in (ALLOWED_USERS).");
        return TypedResults.Ok(
            await signIn.As(login.Profile(time.GetUtcNow()), SignInService.NewLogin(context.Request))
        );
    }

    private static async Task<Ok<UserProfile>> Profile(CurrentUser user, IGrainFactory grains) =>
        TypedResults.Ok(await grains.User(user.UserId).Profile() ?? throw new UnknownUserException());

    private static async Task<Ok<SignInStatusResponse>> Status(
        HttpContext context,
        RevocationCache revocations,
        IGrainFactory grains
    )
    {
        var user = CurrentUser.From(context.User.Identity as ClaimsIdentity);
        var profile =
            user is null || await revocations.HasEnded(user.UserId, user.Login)
                ? null
                : await grains.User(user.UserId).Profile();
        return TypedResults.Ok(new SignInStatusResponse(profile is not null, profile));
    }
}
