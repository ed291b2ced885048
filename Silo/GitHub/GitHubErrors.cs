using System.Globalization;
using System.Net;
using Octokit;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>What GitHub's refusals mean here.</summary>
internal static class GitHubErrors
{
    private const int MaxReasonLength = 300;
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(2);

    public static Exception From(ApiException refused, DateTimeOffset now)
    {
        var status = (int)refused.StatusCode;
        if (IsLimit(refused, now, out var wait))
            return new GitHubException(
                GitHubFailure.RateLimited,
                "GitHub has been asked too often in your name. Please try again later."
            )
            {
                RetryAfter = wait,
                Secondary =
                    refused is SecondaryRateLimitExceededException or AbuseException
                    || Header(refused.HttpResponse, "retry-after") is not null,
            };
        return status switch
        {
            401 => GitHubException.Reconnect(),
            403 => new GitHubException(GitHubFailure.Forbidden, $"GitHub does not allow this: {Reason(refused)}"),
            404 or 451 => RepositoryKey.NotThere(),
            409 => new GitHubException(GitHubFailure.Conflict, Reason(refused)),
            410 => new GitHubException(GitHubFailure.Gone, Reason(refused)),
            422 => new GitHubException(GitHubFailure.Invalid, Reason(refused)),
            _ => new GitHubException(GitHubFailure.BadAnswer, "GitHub is not available just now. Please try again."),
        };
    }

    /// <summary>The fields that a refusal (422) names.</summary>
    public static IEnumerable<string> Fields(ApiException refused) =>
        refused.StatusCode == HttpStatusCode.UnprocessableEntity
            ? (refused.ApiError?.Errors ?? [])
                .Select(error => error.Field)
                .Where(field => !string.IsNullOrEmpty(field))
                .Distinct()
            : [];

    /// <summary>How long nothing is left of the limit; null where something is.</summary>
    public static TimeSpan? Spent(IResponse answer, DateTimeOffset now) =>
        Header(answer, "x-ratelimit-remaining") == "0"
        && Number(Header(answer, "x-ratelimit-reset")) is { } reset and > 0 and < 253402300800
            ? Bounded(DateTimeOffset.FromUnixTimeSeconds(reset) - now)
            : null;

    private static bool IsLimit(ApiException refused, DateTimeOffset now, out TimeSpan? wait)
    {
        wait = Header(refused.HttpResponse, "retry-after") is { } after
            ? Number(after) is { } seconds
                ? Bounded(TimeSpan.FromSeconds(Math.Min(seconds, MaxWait.TotalSeconds)))
                : DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, out var date)
                    ? Bounded(date - now)
                    : null
            : Spent(refused.HttpResponse, now);
        return (int)refused.StatusCode == 429
            || refused.StatusCode == HttpStatusCode.Forbidden
                && (
                    wait is not null
                    || refused is RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException
                );
    }

    private static string Reason(ApiException refused)
    {
        var error = refused.ApiError;
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

    private static TimeSpan Bounded(TimeSpan wait) =>
        TimeSpan.FromSeconds(Math.Clamp(wait.TotalSeconds, 1, MaxWait.TotalSeconds));

    private static string? Header(IResponse answer, string name) =>
        answer?.Headers?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
