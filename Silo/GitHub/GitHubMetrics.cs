using System.Diagnostics.Metrics;
using System.Globalization;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// Counts GitHub's responses, and reports how near the users are to GitHub's rate limit: the lowest quota of all open
/// windows. No metric identifies a user.
/// </summary>
internal static class GitHubMetrics
{
    public const string Meter = "YudaiV3.GitHub";

    private static readonly Meter GitHub = new(Meter);
    private static readonly Counter<long> Responses = GitHub.CreateCounter<long>(
        "yudai.github.answers",
        "{answer}",
        "Answers of GitHub's REST API, by status."
    );
    private static readonly Lock Gate = new();
    private static (long Remaining, DateTimeOffset Until) _lowest;

    static GitHubMetrics() =>
        GitHub.CreateObservableGauge(
            "yudai.github.quota.remaining",
            Lowest,
            "{request}",
            "The lowest number of requests that a caller has left until GitHub's limit is reset."
        );

    public static void Record(HttpResponseMessage response)
    {
        Responses.Add(1, new KeyValuePair<string, object?>("http.response.status_code", (int)response.StatusCode));
        // The search has a small quota of its own.
        if (
            Header(response, "x-ratelimit-resource") is not (null or "core")
            || !TryReadNumber(response, "x-ratelimit-remaining", out var remaining)
            || !TryReadNumber(response, "x-ratelimit-reset", out var reset)
        )
            return;
        var until = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(reset, 0, 253402300799));
        lock (Gate)
            if (
                remaining <= _lowest.Remaining
                || until == _lowest.Until
                || _lowest.Until <= TimeProvider.System.GetUtcNow()
            )
                _lowest = (remaining, until);
    }

    private static IEnumerable<Measurement<long>> Lowest()
    {
        lock (Gate)
            return _lowest.Until > TimeProvider.System.GetUtcNow() ? [new Measurement<long>(_lowest.Remaining)] : [];
    }

    private static bool TryReadNumber(HttpResponseMessage response, string name, out long value) =>
        long.TryParse(Header(response, name), NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
