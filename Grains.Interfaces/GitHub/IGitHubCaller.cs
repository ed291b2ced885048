using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>
/// A user's access to GitHub. Key: <c>github/{userId}</c>, built only by <see cref="GitHubCallerKey"/>. It throws the
/// same exceptions as <see cref="IRepository"/>.
/// </summary>
[Alias("yudai.github-caller")]
public interface IGitHubCaller : IGrainWithStringKey
{
    /// <summary>
    /// The repositories that the user can reach, most recently updated first, up to 3,000. Empty for a user who signed
    /// in without GitHub.
    /// </summary>
    [Alias("repositories")]
    Task<ImmutableArray<GitHubRepository>> Repositories();

    /// <summary>The best 100 matches.</summary>
    [Alias("search")]
    Task<FoundRepositories> Search(RepositoryQuery query);
}

/// <summary>Builds the grain key <c>github/{userId}</c>.</summary>
public static class GitHubCallerKey
{
    public static string Create(long userId) => $"github/{userId}";

    /// <summary>The user's id in a key of <see cref="Create"/>.</summary>
    public static long UserId(string key) =>
        long.Parse(key.AsSpan(7), System.Globalization.CultureInfo.InvariantCulture);

    public static IGitHubCaller GitHubCaller(this IGrainFactory grains, long userId) =>
        grains.GetGrain<IGitHubCaller>(Create(userId));
}
