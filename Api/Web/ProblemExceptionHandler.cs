using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Hosting;
using YudaiV3.GitHub;

namespace YudaiV3.Api.Web;

/// <summary>Maps every exception to its error response.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    /// <summary>The <c>Retry-After</c> of a 503, in seconds.</summary>
    public const string SoonAgain = "2";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (
            httpContext.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException
        )
            return true; // The caller is gone.

        var problem = Map(exception);
        if (problem.StatusCode == StatusCodes.Status500InternalServerError)
            LogFailed(httpContext.Request.Method, Route(httpContext), exception);
        else if (problem.StatusCode >= 500 && exception is not (NotReadyException or TooSlowException))
            LogUnavailable(httpContext.Request.Method, Route(httpContext), exception.GetType().Name);

        if (RetryAfter(exception) is { } retryAfter)
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, retryAfter.TotalSeconds))
                .ToString(CultureInfo.InvariantCulture);
        if (problem.StatusCode == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = SoonAgain;
        if (problem.StatusCode == StatusCodes.Status401Unauthorized)
            httpContext.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemHttpResult Map(Exception exception) =>
        exception switch
        {
            InvalidRequestException invalid => Problem.Create(422, errors: invalid.Errors),
            InvalidException invalid => Problem.Create(
                422,
                invalid.Message,
                new Dictionary<string, string[]> { [invalid.Field] = [invalid.Message] }
            ),
            NotFoundException missing => Problem.Create(404, missing.Message),
            ConflictException conflict => Problem.Create(409, conflict.Message),
            UnreadableBodyException unreadable => Problem.Create(unreadable.Status, unreadable.Message),
            NotAllowedException notAllowed => Problem.Create(403, notAllowed.Message),
            UnknownUserException unknown => Problem.Create(401, unknown.Message),
            TooManyRequestsException tooMany => Problem.Create(429, tooMany.Message),
            GitHubException github => Problem.Create(StatusOf(github.Failure), github.Message),
            NotReadyException notReady => Problem.Create(503, notReady.Message),
            TooSlowException slow => Problem.Create(504, slow.Message),
            BadHttpRequestException bad => Problem.Create(bad.StatusCode),
            UnavailableException unavailable => Problem.Create(503, unavailable.Message),
            _ when TransientFaults.IsTransient(exception) => Problem.Create(503),
            _ => Problem.Create(500),
        };

    private static int StatusOf(GitHubFailure failure) =>
        failure switch
        {
            GitHubFailure.Unauthorized => 401,
            GitHubFailure.RateLimited => 429,
            GitHubFailure.Forbidden => 403,
            GitHubFailure.Conflict => 409,
            GitHubFailure.Gone => 410,
            GitHubFailure.Invalid => 422,
            GitHubFailure.TimedOut => 504,
            _ => 502,
        };

    private static TimeSpan? RetryAfter(Exception exception) =>
        exception switch
        {
            TooManyRequestsException tooMany => tooMany.RetryAfter,
            GitHubException { Failure: GitHubFailure.RateLimited } github => github.RetryAfter
                ?? TimeSpan.FromMinutes(1),
            _ => null,
        };

    /// <summary>The route's pattern; the path itself may hold private data.</summary>
    private static string Route(HttpContext context) =>
        (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText
        ?? "(no route)";

    [LoggerMessage(LogLevel.Error, "{Method} {Route} failed.")]
    private partial void LogFailed(string method, string route, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Method} {Route} could not be served now ({Kind}).")]
    private partial void LogUnavailable(string method, string route, string kind);
}
