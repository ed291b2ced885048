using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The finished ingests of all branches and parts of a repository. Key: <c>ingested/{hash of the
/// repository}</c>, built only by <see cref="FinishedIngestsKey"/>.
/// </summary>
[Alias("yudai.finished-ingests")]
internal interface IFinishedIngests : IGrainWithStringKey
{
    /// <summary>Adds the newest ingest. Idempotent.</summary>
    [Alias("add")]
    Task Add(FinishedIngest ingest);

    /// <summary>Newest first.</summary>
    [Alias("all")]
    Task<ImmutableArray<FinishedIngest>> All();

    /// <summary>
    /// The ingest to query for a branch. Prefers whole ingests, then ingests of this branch. Null if there is none.
    /// </summary>
    [Alias("newest")]
    Task<ReadableIngest?> Newest(string? branch);
}

/// <summary>How to query a finished ingest.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.readable")]
internal sealed record ReadableIngest
{
    [Id(0)]
    public long RepositoryId { get; init; }

    /// <summary>
    /// Whether everyone who may read the repository may read it. A part is only for the users who requested it.
    /// </summary>
    [Id(1)]
    public bool IsWhole { get; init; }
}

internal static class FinishedIngestsKey
{
    public static IFinishedIngests FinishedIngestsOf(this IGrainFactory grains, string repository) =>
        grains.GetGrain<IFinishedIngests>(FormattableString.Invariant($"ingested/{Ids.Number(repository)}"));
}
