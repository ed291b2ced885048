using System.Diagnostics.Metrics;
using System.Globalization;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// How GitHub answers, and how near the callers are to its limit: the lowest quota seen in the windows that are still
/// open. Whose it is, no metric tells.
/// </summary>
internal static class GitHubMetrics
{
    public const string Meter = "YudaiV3.GitHub";

    private static readonly Meter GitHub = new(Meter);
    private static readonly Counter<long> Answers = GitHub.CreateCounter<long>(
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

    public static void Heard(HttpResponseMessage answer)
    {
        Answers.Add(1, new KeyValuePair<string, object?>("http.response.status_code", (int)answer.StatusCode));
        // The search has a small quota of its own, which says nothing about the rest.
        if (
            Header(answer, "x-ratelimit-resource") is not (null or "core")
            || !Number(answer, "x-ratelimit-remaining", out var remaining)
            || !Number(answer, "x-ratelimit-reset", out var reset)
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

    private static bool Number(HttpResponseMessage answer, string name, out long value) =>
        long.TryParse(Header(answer, name), NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
