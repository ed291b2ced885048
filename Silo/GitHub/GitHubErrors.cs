using System.Globalization;
using System.Net;
using Octokit;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>Maps error responses of GitHub to exceptions.</summary>
internal static class GitHubErrors
{
    private const int MaxReasonLength = 300;
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(2);

    public static Exception From(ApiException exception, DateTimeOffset now)
    {
        var status = (int)exception.StatusCode;
        if (IsRateLimit(exception, now, out var wait))
            return new GitHubException(
                GitHubFailure.RateLimited,
                "GitHub has been asked too often in your name. Please try again later."
            )
            {
                RetryAfter = wait,
                Secondary =
                    exception is SecondaryRateLimitExceededException or AbuseException
                    || Header(exception.HttpResponse, "retry-after") is not null,
            };
        return status switch
        {
            401 => GitHubException.Reconnect(),
            403 => new GitHubException(GitHubFailure.Forbidden, $"GitHub does not allow this: {Reason(exception)}"),
            404 or 451 => RepositoryKey.NotThere(),
            409 => new GitHubException(GitHubFailure.Conflict, Reason(exception)),
            410 => new GitHubException(GitHubFailure.Gone, Reason(exception)),
            422 => new GitHubException(GitHubFailure.Invalid, Reason(exception)),
            _ => new GitHubException(GitHubFailure.BadAnswer, "GitHub is not available just now. Please try again."),
        };
    }

    /// <summary>The fields that a response with status 422 names.</summary>
    public static IEnumerable<string> Fields(ApiException exception) =>
        exception.StatusCode == HttpStatusCode.UnprocessableEntity
            ? (exception.ApiError?.Errors ?? [])
                .Select(error => error.Field)
                .Where(field => !string.IsNullOrEmpty(field))
                .Distinct()
            : [];

    /// <summary>The time until the exhausted rate limit is reset; null if requests are left.</summary>
    public static TimeSpan? WaitForReset(IResponse response, DateTimeOffset now) =>
        Header(response, "x-ratelimit-remaining") == "0"
        && ParseNumber(Header(response, "x-ratelimit-reset")) is { } reset and > 0 and < 253402300800
            ? Clamp(DateTimeOffset.FromUnixTimeSeconds(reset) - now)
            : null;

    private static bool IsRateLimit(ApiException exception, DateTimeOffset now, out TimeSpan? wait)
    {
        wait = Header(exception.HttpResponse, "retry-after") is { } after
            ? ParseNumber(after) is { } seconds
                ? Clamp(TimeSpan.FromSeconds(Math.Min(seconds, MaxWait.TotalSeconds)))
                : DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, out var date)
                    ? Clamp(date - now)
                    : null
            : WaitForReset(exception.HttpResponse, now);
        return (int)exception.StatusCode == 429
            || exception.StatusCode == HttpStatusCode.Forbidden
                && (
                    wait is not null
                    || exception is RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException
                );
    }

    private static string Reason(ApiException exception)
    {
        var error = exception.ApiError;
        var parts = (error?.Errors ?? [])
            .Select(detail => detail.Message ?? (detail.Field is null ? null : $"{detail.Field} {detail.Code}"))
            .Prepend(error?.Message)
            .Where(part => !string.IsNullOrWhiteSpace(part))
            .Distinct();
        var text = string.Join("; ", parts);
        return text.Length == 0 || text.StartsWith('<') ? "GitHub refused it."
            : text.Length > MaxReasonLength ? text[..MaxReasonLength] + " …"
            : text;
    }

    private static TimeSpan Clamp(TimeSpan wait) =>
        TimeSpan.FromSeconds(Math.Clamp(wait.TotalSeconds, 1, MaxWait.TotalSeconds));

    private static string? Header(IResponse response, string name) =>
        response?.Headers?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static long? ParseNumber(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
