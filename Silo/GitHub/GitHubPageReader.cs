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

/// <summary>Reads from GitHub, three times at the most while it fails, and says in our words what went wrong.</summary>
internal sealed partial class GitHubPageReader(
    GitHubConnection github,
    GitHubTimeouts patience,
    TimeProvider time,
    ILogger<GitHubPageReader> logger
)
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddTimeout(patience.Call)
        .AddRetry(
            new RetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = patience.Pause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder()
                    .Handle<HttpRequestException>()
                    .Handle<TimeoutRejectedException>()
                    .Handle<ApiException>(refused => refused.StatusCode >= HttpStatusCode.InternalServerError),
            }
        )
        .AddTimeout(patience.Attempt)
        .Build();

    public Task<GitHubResponse<ImmutableArray<TOut>>> Page<TIn, TOut>(
        GitHubCall call,
        string path,
        Dictionary<string, string> query,
        Func<TIn, TOut> map,
        Func<TIn, bool>? wanted = null
    )
    {
        query["per_page"] = call.Size.ToString(CultureInfo.InvariantCulture);
        query["page"] = call.Page.ToString(CultureInfo.InvariantCulture);
        return One<IReadOnlyList<TIn>, ImmutableArray<TOut>>(call, path, query, list =>
            [.. list.Where(item => wanted is null || wanted(item)).Select(map)]
        );
    }

    public async Task<GitHubResponse<TOut>> One<TIn, TOut>(
        GitHubCall call,
        string path,
        Dictionary<string, string> query,
        Func<TIn, TOut> map
    )
    {
        var answer = await Send<TIn>(call, path, query);
        var http = answer.HttpResponse;
        var spent = GitHubErrors.Spent(http, time.GetUtcNow());
        if (http.StatusCode == HttpStatusCode.NotModified && call.ETag is not null)
            return new(default, Unchanged: true, call.ETag, More: false, 0, spent);
        if (http.StatusCode != HttpStatusCode.OK || answer.Body is not { } body)
            throw Unreadable();
        return new(
            map(body),
            Unchanged: false,
            http.ApiInfo.Etag,
            http.ApiInfo.Links.ContainsKey("next"),
            (http.Body as string)?.Length ?? 0,
            spent
        );
    }

    private async Task<IApiResponse<T>> Send<T>(GitHubCall call, string path, Dictionary<string, string> query)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                async end =>
                    await github
                        .As(call.Token, call.ETag)
                        .Get<T>(new Uri(path, UriKind.Relative), query, AcceptHeaders.StableVersionJson, end),
                CancellationToken.None
            );
        }
        catch (ApiException refused)
        {
            LogRefused((int)refused.StatusCode);
            throw GitHubErrors.From(refused, time.GetUtcNow());
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
        catch (Exception wrong)
            when (wrong
                    is SerializationException
                        or InvalidCastException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
                        or OverflowException
            )
        {
            throw Unreadable(); // Its text may quote the answer.
        }
    }

    private static GitHubException Unreadable() =>
        new(GitHubFailure.BadAnswer, "GitHub answered something that cannot be understood.");

    [LoggerMessage(LogLevel.Warning, "GitHub did not answer in time.")]
    private partial void LogSilent();

    [LoggerMessage(LogLevel.Warning, "GitHub cannot be reached ({Kind}).")]
    private partial void LogUnreachable(HttpRequestError kind);

    [LoggerMessage(LogLevel.Information, "GitHub answered {Status}.")]
    private partial void LogRefused(int status);
}
