namespace YudaiV3.RepoIngest;

/// <summary>
/// The texts of the newest ingested commit of one repository and branch. Key: <c>texts/{repositoryId}</c>, built only
/// by <see cref="RepositoryContentKey"/>.
/// Every call proves first that the caller's own rights reach the repository; otherwise it is a
/// <see cref="NotFoundException"/>. If there are no texts yet, the ingest runs again, and a call waits a little for it.
/// </summary>
[Alias("yudai.repository-content")]
public interface IRepositoryContent : IGrainWithStringKey
{
    /// <exception cref="NotFoundException">The commit has no such file.</exception>
    /// <exception cref="InvalidException">The file has fewer lines.</exception>
    /// <exception cref="UnavailableException">The texts are not there yet.</exception>
    [Alias("content")]
    Task<FileContent> Content(long userId, ContentQuery query);

    /// <exception cref="InvalidException">The expression is wrong or too expensive.</exception>
    /// <exception cref="UnavailableException">The texts are not there yet.</exception>
    [Alias("search")]
    Task<CodeSearchResult> Search(long userId, CodeSearchQuery query);
}

/// <summary>Builds the grains' keys.</summary>
public static class RepositoryContentKey
{
    public static string Create(long repositoryId) => $"texts/{repositoryId}";

    /// <summary>The id in a key that <see cref="Create"/> built.</summary>
    public static long RepositoryId(string key) =>
        long.Parse(key.AsSpan(6), System.Globalization.CultureInfo.InvariantCulture);

    public static IRepositoryContent RepositoryContent(this IGrainFactory grains, long repositoryId) =>
        grains.GetGrain<IRepositoryContent>(Create(repositoryId));
}
