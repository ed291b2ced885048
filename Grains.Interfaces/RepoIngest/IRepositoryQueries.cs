using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Digest;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest;

/// <summary>
/// Answers what is asked about the ingested commits of one repository and branch. Key: <c>reading/{repositoryId}</c>,
/// built only by <see cref="RepositoryQueriesKey"/>.
/// Every call proves first that the caller's own rights reach the repository; otherwise it is a
/// <see cref="NotFoundException"/>. All but <see cref="Diff"/> are about the newest commit.
/// </summary>
[Alias("yudai.repository-reading")]
public interface IRepositoryQueries : IGrainWithStringKey
{
    [Alias("files")]
    Task<RepositoryFiles> Files(long userId);

    /// <exception cref="NotFoundException">The commit has no such file or folder.</exception>
    [Alias("graph")]
    Task<RepositoryGraph> Graph(long userId, GraphQuery query);

    /// <summary>The graph in any format but JSON.</summary>
    /// <exception cref="NotFoundException">The commit has no such file or folder.</exception>
    [Alias("drawing")]
    Task<string> Drawing(long userId, GraphQuery query, GraphFormat format);

    /// <exception cref="NotFoundException">The commit has no such file or folder.</exception>
    [Alias("dependencies")]
    Task<PathDependencies> Dependencies(long userId, string path);

    /// <exception cref="NotFoundException">The commit has no such file.</exception>
    [Alias("impact")]
    Task<ImmutableArray<ImpactedFile>> Impact(long userId, string path);

    /// <exception cref="NotFoundException">One of the commits was not ingested.</exception>
    [Alias("diff")]
    Task<GraphDiff> Diff(long userId, string baseSha, string headSha);

    [Alias("cycles")]
    Task<ImmutableArray<Cycle>> Cycles(long userId);

    [Alias("metrics")]
    Task<GraphMetrics> Metrics(long userId);

    /// <summary>Reads the contents again with the caller's rights.</summary>
    [Alias("digest"), ResponseTimeout("00:05:00")]
    Task<RepositoryDigest> Digest(long userId, DigestQuery query, CancellationToken cancellationToken = default);
}

/// <summary>Builds the grains' keys.</summary>
public static class RepositoryQueriesKey
{
    public static string Create(long repositoryId) => $"reading/{repositoryId}";

    /// <summary>The id in a key that <see cref="Create"/> built.</summary>
    public static long RepositoryId(string key) =>
        long.Parse(key.AsSpan(8), System.Globalization.CultureInfo.InvariantCulture);

    public static IRepositoryQueries RepositoryQueries(this IGrainFactory grains, long repositoryId) =>
        grains.GetGrain<IRepositoryQueries>(Create(repositoryId));
}
