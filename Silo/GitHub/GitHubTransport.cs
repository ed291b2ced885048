using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// Sends a request to GitHub until it answers, three times at the most. Only for requests that may be sent again:
/// reads, and the exchange of a code, which works once however often it arrives.
/// What comes back is an answer that GitHub meant: everything else is a <see cref="GitHubException"/>.
/// </summary>
internal sealed partial class GitHubTransport(
    HttpClient http,
    GitHubTimeouts patience,
    TimeProvider time,
    ILogger<GitHubTransport> logger
)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(2);

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline =
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddTimeout(patience.Call)
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    MaxRetryAttempts = 2,
                    Delay = patience.Pause,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                        .Handle<HttpRequestException>()
                        .Handle<TimeoutRejectedException>()
                        .HandleResult(answer => Fails(answer.StatusCode)),
                }
            )
            .AddTimeout(patience.Attempt)
            .Build();

    /// <summary>
    /// The client that all calls share. It follows no redirect, as a token must not, and keeps no cookies.
    /// </summary>
    public static HttpClient NewClient() =>
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

    /// <param name="request">Makes the request; each attempt needs its own.</param>
    public async Task<HttpResponseMessage> Send(Func<HttpRequestMessage> request)
    {
        var answer = await Try(request);
        if (answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound)
            return answer;
        using (answer)
            throw Refusal(answer);
    }

    private async Task<HttpResponseMessage> Try(Func<HttpRequestMessage> request)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async end =>
            {
                using var sent = request();
                return await http.SendAsync(sent, end);
            });
        }
        catch (TimeoutRejectedException)
        {
            LogSilent();
            throw new GitHubException(GitHubFailure.TimedOut, "GitHub did not answer in time. Please try again.");
        }
        catch (HttpRequestException broken)
        {
            LogUnreachable(broken.HttpRequestError);
            throw new GitHubException(GitHubFailure.BadAnswer, "GitHub cannot be reached just now. Please try again.");
        }
    }

    private GitHubException Refusal(HttpResponseMessage answer)
    {
        var (status, wait) = ((int)answer.StatusCode, Wait(answer));
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

    /// <summary>How long GitHub wants to be left alone; null where it says nothing of the kind.</summary>
    private TimeSpan? Wait(HttpResponseMessage answer)
    {
        var wait = answer.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => Number(answer, "x-ratelimit-remaining") == 0
            && Number(answer, "x-ratelimit-reset") is { } reset and > 0 and < 253402300800
                ? DateTimeOffset.FromUnixTimeSeconds(reset) - time.GetUtcNow()
                : (TimeSpan?)null,
        };
        return wait is null ? null : TimeSpan.FromSeconds(Math.Clamp(wait.Value.TotalSeconds, 1, MaxWait.TotalSeconds));
    }

    private static long? Number(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static bool Fails(HttpStatusCode status) =>
        status >= HttpStatusCode.InternalServerError || status == HttpStatusCode.RequestTimeout;
}
