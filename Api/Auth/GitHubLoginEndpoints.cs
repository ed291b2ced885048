using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.GitHub;
using YudaiV3.Api.Hosting;
using YudaiV3.Api.Web;
using YudaiV3.Auth;
using YudaiV3.GitHub;

namespace YudaiV3.Api.Auth;

/// <summary>Sign-in through GitHub: the redirect, the callback, and the login with a personal access token.</summary>
internal static class GitHubLoginEndpoints
{
    private const int MaxCodeLength = 512;

    public static void MapGitHubLogin(this IEndpointRouteBuilder auth)
    {
        auth.MapGet("/login", Login)
            .AddEndpointFilter<ClusterReadyFilter>()
            .WithSummary("Begin a GitHub login")
            .WithDescription("Sends the browser to GitHub, which sends it back to the callback within 10 minutes.");
        auth.MapGet("/callback", Callback)
            .Produces<SignInResponse>()
            .WithSummary("End a GitHub login")
            .WithDescription(
                "A failure is 200 with success:false. A browser that prefers HTML is sent to the front end, "
                    + "with the token or the error in the fragment."
            );
        auth.MapPost("/token", Token)
            .AddEndpointFilter<ClusterReadyFilter>()
            .WithMetadata(new JsonRequestMetadata(typeof(TokenLoginRequest)), new LongPollMetadata())
            .WithSummary("Sign in with a personal access token of GitHub");
        auth.MapGet("/config", Config).WithSummary("How people can sign in here");
    }

    private static async Task<RedirectHttpResult> Login(
        HttpContext context,
        GitHubLoginOptions github,
        GitHubSite site,
        RateLimits limits,
        IGrainFactory grains
    )
    {
        if (!github.IsOn)
            throw new NotReadyException(github.WhyOff);
        limits.CountSignIn(context.Connection.RemoteIpAddress ?? IPAddress.None);
        var state = LoginAttemptKey.NewState();
        LoginNonce.Keep(context, state, github.RedirectUri);
        var challenge = await grains
            .LoginAttempt(state)
            .Begin(
                new()
                {
                    RedirectUri = github.RedirectUri,
                    Browser = LoginCorrelationCookie.Append(context, github.RedirectUri),
                }
            );
        return TypedResults.Redirect(site.LoginPage(github.ClientId, github.RedirectUri, state, challenge));
    }

    private static async Task<IResult> Callback(
        HttpContext context,
        GitHubLoginOptions github,
        FrontendUrl frontend,
        SignInService signIn,
        SecurityLog log,
        IServiceProvider services
    )
    {
        var prefersHtml = AcceptHeader.PrefersHtml(context.Request);
        var nonce = prefersHtml ? LoginNonce.Take(context, context.Request.Query["state"].ToString()) : null;
        try
        {
            var started = SignInService.NewLogin(context.Request);
            var login = signIn.Recorded(await Finish(context.Request, started, github, prefersHtml, services), started);
            return prefersHtml
                ? TypedResults.Redirect(frontend.After(login, nonce, context.Request))
                : TypedResults.Ok(login);
        }
        catch (Exception exception) when (ErrorFor(exception) is { } error)
        {
            log.SignInRefused(ReasonOf(exception));
            var refused = new SignInRefusedResponse("The login failed.", error);
            return prefersHtml
                ? TypedResults.Redirect(frontend.After(refused, context.Request))
                : TypedResults.Ok(refused);
        }
    }

    private static async Task<UserProfile> Finish(
        HttpRequest request,
        NewUserLogin login,
        GitHubLoginOptions github,
        bool prefersHtml,
        IServiceProvider services
    )
    {
        if (!github.IsOn)
            throw new NotReadyException(github.WhyOff);
        var (code, state, error) = (
            request.Query["code"].ToString(),
            request.Query["state"].ToString(),
            request.Query["error"].ToString()
        );
        if (error.Length > 0)
            throw new InvalidException(
                "error",
                error == "access_denied"
                    ? "You did not agree to the login at GitHub."
                    : "GitHub ended the login. Please begin again."
            );
        if (code.Length is 0 or > MaxCodeLength || !LoginAttemptKey.IsState(state))
            throw new InvalidException(
                "state",
                "This is not how GitHub sends people back: code or state is missing or wrong."
            );
        ClusterReadyFilter.Check(services);
        return await services
            .GetRequiredService<IGrainFactory>()
            .LoginAttempt(state)
            .Finish(
                new()
                {
                    Code = code,
                    Browser = prefersHtml ? LoginCorrelationCookie.Read(request) : null,
                    Login = login,
                }
            );
    }

    /// <summary>The text for an expected failure; null for any other, which is a fault of the server.</summary>
    private static string? ErrorFor(Exception exception) =>
        exception switch
        {
            InvalidException or GitHubException or NotReadyException or UnavailableException => exception.Message,
            _ when TransientFaults.IsTransient(exception) =>
                "The service is not ready. Please begin again in a moment.",
            _ => null,
        };

    private static async Task<Ok<SignInResponse>> Token(
        HttpContext context,
        GitHubLoginOptions github,
        RateLimits limits,
        SignInService signIn,
        SecurityLog log,
        IGrainFactory grains
    )
    {
        if (!github.TakesTokens)
            throw new NotReadyException(github.WhyOff!);
        limits.CountSignIn(context.Connection.RemoteIpAddress ?? IPAddress.None);
        var body = await JsonBody<TokenLoginRequest>.Read(context);
        var login = SignInService.NewLogin(context.Request);
        var attempt = grains.LoginAttempt(LoginAttemptKey.NewState());
        try
        {
            return TypedResults.Ok(signIn.Recorded(await attempt.WithToken(body.GithubToken!.Trim(), login), login));
        }
        catch (GitHubException exception)
        {
            log.SignInRefused(ReasonOf(exception));
            throw;
        }
    }

    private static string ReasonOf(Exception exception) =>
        exception is GitHubException { Failure: var failure } ? failure.ToString() : exception.GetType().Name;

    private static Ok<SignInConfigurationResponse> Config(GitHubLoginOptions github) =>
        TypedResults.Ok(
            new SignInConfigurationResponse(
                github.IsOn,
                github.IsWanted,
                github.HasSecret,
                github.RedirectUri,
                github.ClientId,
                github.WhyOff
            )
        );
}
