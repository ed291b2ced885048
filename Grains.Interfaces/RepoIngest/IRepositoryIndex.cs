using System.Globalization;

namespace YudaiV3.RepoIngest;

/// <summary>
/// What the newest ingested commit of one repository and branch says: the files that matter for a question, and the
/// symbols. Key: <c>index/{repositoryId}</c>, built only by <see cref="RepositoryIndexKey"/>.
/// Every call proves first that the caller's own rights reach the repository; otherwise it is a
/// <see cref="NotFoundException"/>. If there are no texts yet, the ingest runs again, and a call waits a little for it.
/// </summary>
[Alias("yudai.repository-index")]
public interface IRepositoryIndex : IGrainWithStringKey
{
    /// <exception cref="UnavailableException">The texts are not there yet.</exception>
    [Alias("rank")]
    Task<RankedFiles> Rank(long userId, RankedFilesQuery query);

    /// <exception cref="UnavailableException">The texts are not there yet.</exception>
    [Alias("symbols")]
    Task<SymbolList> Symbols(long userId, SymbolQuery query);
}

/// <summary>Builds the grains' keys.</summary>
public static class RepositoryIndexKey
{
    private const string Prefix = "index/";

    public static string Create(long repositoryId) => $"{Prefix}{repositoryId}";

    /// <summary>The id in a key that <see cref="Create"/> built.</summary>
    public static long RepositoryId(string key) => long.Parse(key.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);

    public static IRepositoryIndex RepositoryIndex(this IGrainFactory grains, long repositoryId) =>
        grains.GetGrain<IRepositoryIndex>(Create(repositoryId));
}
