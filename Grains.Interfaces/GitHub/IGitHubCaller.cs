using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>
/// A user towards GitHub. Key: <c>github/{userId}</c>, built only by <see cref="GitHubCallerKey"/>. Fails as
/// <see cref="IRepository"/> does.
/// </summary>
[Alias("yudai.github-caller")]
public interface IGitHubCaller : IGrainWithStringKey
{
    /// <summary>
    /// All that the user can reach, most recently updated first, up to 3,000; none for somebody who signed in without
    /// GitHub.
    /// </summary>
    [Alias("repositories")]
    Task<ImmutableArray<GitHubRepository>> Repositories();

    /// <summary>The best 100.</summary>
    [Alias("search")]
    Task<FoundRepositories> Search(RepositoryQuery query);
}

/// <summary>Builds the grain key <c>github/{userId}</c>.</summary>
public static class GitHubCallerKey
{
    public static string Create(long userId) => $"github/{userId}";

    /// <summary>The user's id in a key that <see cref="Create"/> built.</summary>
    public static long UserId(string key) =>
        long.Parse(key.AsSpan(7), System.Globalization.CultureInfo.InvariantCulture);

    public static IGitHubCaller GitHubCaller(this IGrainFactory grains, long userId) =>
        grains.GetGrain<IGitHubCaller>(Create(userId));
}
