using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>
/// The rate limits: the requests per hour of each person and of all anonymous callers together. A 304 response costs
/// nothing.
/// </summary>
public sealed class GitHubLimits(TimeProvider time)
{
    private readonly ConcurrentDictionary<long, int> _used = new();
    private DateTimeOffset _pauseEnds;

    public int Limit { get; set; } = 5000;

    /// <summary>
    /// The number of writes until the secondary limit refuses writes, once, for <see cref="Pause"/>; null for never.
    /// </summary>
    public int? WritesUntilPause { get; set; }

    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The number of writes that came before the end of the pause.</summary>
    public int TooEarly { get; private set; }

    public int Used(GitHubPerson person) => _used.GetValueOrDefault(person.Id);

    internal bool RefuseWrite(IHeaderDictionary headers)
    {
        lock (_used)
        {
            var now = time.GetUtcNow();
            if (now < _pauseEnds)
                TooEarly++;
            else if (WritesUntilPause is 0)
                (_pauseEnds, WritesUntilPause) = (now + Pause, null);
            else
            {
                WritesUntilPause--;
                return false;
            }
            headers.RetryAfter = Math.Ceiling((_pauseEnds - now).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return true;
        }
    }

    /// <summary>Counts a request. Returns false if none is left.</summary>
    internal bool TryTake(GitHubPerson person)
    {
        if (Used(person) >= Limit)
            return false;
        _used.AddOrUpdate(person.Id, 1, (_, used) => used + 1);
        return true;
    }

    internal void GiveBack(GitHubPerson person) => _used.AddOrUpdate(person.Id, 0, (_, used) => used - 1);

    internal void WriteHeaders(GitHubPerson person, IHeaderDictionary headers)
    {
        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
        headers["x-ratelimit-limit"] = Text(Limit);
        headers["x-ratelimit-used"] = Text(Used(person));
        headers["x-ratelimit-remaining"] = Text(Math.Max(0, Limit - Used(person)));
        headers["x-ratelimit-reset"] = Text(time.GetUtcNow().AddMinutes(30).ToUnixTimeSeconds());
        headers["x-ratelimit-resource"] = "core";
    }
}
