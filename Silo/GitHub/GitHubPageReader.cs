using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Runtime.Serialization;
using Octokit;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// Reads from GitHub, in up to three attempts. Every failure is one of our exceptions.
/// </summary>
internal sealed partial class GitHubPageReader(
    GitHubConnection github,
    GitHubTimeouts timeouts,
    TimeProvider time,
    ILogger<GitHubPageReader> logger
)
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddTimeout(timeouts.Call)
        .AddRetry(
            new RetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = timeouts.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder()
                    .Handle<HttpRequestException>()
                    .Handle<TimeoutRejectedException>()
                    .Handle<OperationCanceledException>(ConnectTimeouts.IsOne)
                    .Handle<ApiException>(exception => exception.StatusCode >= HttpStatusCode.InternalServerError),
            }
        )
        .AddTimeout(timeouts.Attempt)
        .Build();

    public Task<GitHubResponse<ImmutableArray<TOut>>> Page<TIn, TOut>(
        GitHubCall call,
        string path,
        Dictionary<string, string> query,
        Func<TIn, TOut> map,
        Func<TIn, bool>? filter = null
    )
    {
        query["per_page"] = call.Size.ToString(CultureInfo.InvariantCulture);
        query["page"] = call.Page.ToString(CultureInfo.InvariantCulture);
        return One<IReadOnlyList<TIn>, ImmutableArray<TOut>>(call, path, query, list =>
            [.. list.Where(item => filter is null || filter(item)).Select(map)]
        );
    }

    public async Task<GitHubResponse<TOut>> One<TIn, TOut>(
        GitHubCall call,
        string path,
        Dictionary<string, string> query,
        Func<TIn, TOut> map
    )
    {
        var response = await Send<TIn>(call, path, query);
        var http = response.HttpResponse;
        var wait = GitHubErrors.WaitForReset(http, time.GetUtcNow());
        if (http.StatusCode == HttpStatusCode.NotModified && call.ETag is not null)
            return new(default, Unchanged: true, call.ETag, More: false, 0, wait);
        if (http.StatusCode != HttpStatusCode.OK || response.Body is not { } body)
            throw Unreadable();
        return new(
            map(body),
            Unchanged: false,
            http.ApiInfo.Etag,
            http.ApiInfo.Links.ContainsKey("next"),
            (http.Body as string)?.Length ?? 0,
            wait
        );
    }

    private async Task<IApiResponse<T>> Send<T>(GitHubCall call, string path, Dictionary<string, string> query)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                async token =>
                    await github
                        .As(call.Token, call.ETag)
                        .Get<T>(new Uri(path, UriKind.Relative), query, AcceptHeaders.StableVersionJson, token),
                CancellationToken.None
            );
        }
        catch (ApiException exception)
        {
            LogRefused((int)exception.StatusCode);
            throw GitHubErrors.From(exception, time.GetUtcNow());
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
        catch (Exception exception)
            when (exception
                    is SerializationException
                        or InvalidCastException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
                        or OverflowException
            )
        {
            throw Unreadable(); // The exception's text may quote the response.
        }
    }

    private static GitHubException Unreadable() =>
        new(GitHubFailure.BadAnswer, "GitHub answered something that cannot be understood.");

    [LoggerMessage(LogLevel.Warning, "GitHub did not respond in time.")]
    private partial void LogTimedOut();

    [LoggerMessage(LogLevel.Warning, "GitHub cannot be reached ({Kind}).")]
    private partial void LogUnreachable(HttpRequestError kind);

    [LoggerMessage(LogLevel.Information, "GitHub responded with status {Status}.")]
    private partial void LogRefused(int status);
}
