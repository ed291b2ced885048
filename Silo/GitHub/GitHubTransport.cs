using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// Sends requests to GitHub, in up to three attempts. It is only for requests that may be repeated: reads, and the
/// exchange of a code, which succeeds once however often it arrives. It returns successes, 401 and 404; everything else
/// is a <see cref="GitHubException"/>.
/// </summary>
internal sealed partial class GitHubTransport(
    HttpClient http,
    GitHubTimeouts timeouts,
    TimeProvider time,
    ILogger<GitHubTransport> logger
)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(2);

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline =
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddTimeout(timeouts.Call)
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    MaxRetryAttempts = 2,
                    Delay = timeouts.RetryDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                        .Handle<HttpRequestException>()
                        .Handle<TimeoutRejectedException>()
                        .Handle<OperationCanceledException>(ConnectTimeouts.IsOne)
                        .HandleResult(response => IsTransient(response.StatusCode)),
                }
            )
            .AddTimeout(timeouts.Attempt)
            .Build();

    /// <summary>Creates the client that all calls share. A token must not follow a redirect.</summary>
    public static HttpClient CreateClient() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(3),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 1 << 20,
            DefaultRequestHeaders = { { "User-Agent", "YudaiV3" } },
        };

    /// <param name="createRequest">Creates the request; each attempt needs its own.</param>
    public async Task<HttpResponseMessage> Send(Func<HttpRequestMessage> createRequest)
    {
        var response = await SendWithRetries(createRequest);
        if (
            response.IsSuccessStatusCode
            || response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound
        )
            return response;
        using (response)
            throw Refusal(response);
    }

    private async Task<HttpResponseMessage> SendWithRetries(Func<HttpRequestMessage> createRequest)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token =>
            {
                using var request = createRequest();
                return await http.SendAsync(request, token);
            });
        }
        catch (Exception exception) when (exception is TimeoutRejectedException || ConnectTimeouts.IsOne(exception))
        {
            LogTimedOut();
            throw new GitHubException(GitHubFailure.TimedOut, "GitHub did not answer in time. Please try again.");
        }
        catch (HttpRequestException exception)
        {
            LogUnreachable(exception.HttpRequestError);
            throw new GitHubException(GitHubFailure.BadAnswer, "GitHub cannot be reached just now. Please try again.");
        }
    }

    private GitHubException Refusal(HttpResponseMessage response)
    {
        var (status, wait) = ((int)response.StatusCode, ReadWait(response));
        LogRefused(status);
        if (status == 429 || status == 403 && wait is not null)
            return new(GitHubFailure.RateLimited, "GitHub has been asked too often. Please try again later.")
            {
                RetryAfter = wait,
            };
        return status == 403
            ? new(GitHubFailure.Unauthorized, "GitHub does not allow this.")
            : new(GitHubFailure.BadAnswer, "GitHub is not available just now. Please try again.");
    }

    /// <summary>How long GitHub asks to wait; null if it does not ask.</summary>
    private TimeSpan? ReadWait(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => ReadNumber(response, "x-ratelimit-remaining") == 0
            && ReadNumber(response, "x-ratelimit-reset") is { } reset and > 0 and < 253402300800
                ? DateTimeOffset.FromUnixTimeSeconds(reset) - time.GetUtcNow()
                : (TimeSpan?)null,
        };
        return wait is null ? null : TimeSpan.FromSeconds(Math.Clamp(wait.Value.TotalSeconds, 1, MaxWait.TotalSeconds));
    }

    private static long? ReadNumber(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static bool IsTransient(HttpStatusCode status) =>
        status >= HttpStatusCode.InternalServerError || status == HttpStatusCode.RequestTimeout;
}
