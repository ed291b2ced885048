using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>How many requests an hour a token has left; an unchanged answer costs none.</summary>
public sealed class GitHubLimits(TimeProvider time)
{
    private readonly ConcurrentDictionary<long, int> _used = new();

    public int Limit { get; set; } = 5000;

    public int Used(GitHubPerson person) => _used.GetValueOrDefault(person.Id);

    /// <summary>False where nothing is left.</summary>
    internal bool Take(GitHubPerson person)
    {
        if (Used(person) >= Limit)
            return false;
        _used.AddOrUpdate(person.Id, 1, (_, used) => used + 1);
        return true;
    }

    internal void GiveBack(GitHubPerson person) => _used.AddOrUpdate(person.Id, 0, (_, used) => used - 1);

    internal void Tell(GitHubPerson person, IHeaderDictionary headers)
    {
        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
        headers["x-ratelimit-limit"] = Text(Limit);
        headers["x-ratelimit-used"] = Text(Used(person));
        headers["x-ratelimit-remaining"] = Text(Math.Max(0, Limit - Used(person)));
        headers["x-ratelimit-reset"] = Text(time.GetUtcNow().AddMinutes(30).ToUnixTimeSeconds());
        headers["x-ratelimit-resource"] = "core";
    }
}
