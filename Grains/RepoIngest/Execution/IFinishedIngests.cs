using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// All finished ingests of one repository, whatever their branch or part. Key: <c>ingested/{hash of the
/// repository}</c>, built only by <see cref="FinishedIngestsKey"/>.
/// </summary>
[Alias("yudai.finished-ingests")]
internal interface IFinishedIngests : IGrainWithStringKey
{
    /// <summary>Remembers one as the newest; may be told again.</summary>
    [Alias("add")]
    Task Add(FinishedIngest ingest);

    /// <summary>Newest first.</summary>
    [Alias("all")]
    Task<ImmutableArray<FinishedIngest>> All();

    /// <summary>
    /// Which one to read about a branch: of it where there is one, a whole one where there is one; null where there is
    /// none at all.
    /// </summary>
    [Alias("newest")]
    Task<ReadableIngest?> Newest(string? branch);
}

/// <summary>What a finished ingest is read by.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.readable")]
internal sealed record ReadableIngest
{
    [Id(0)]
    public long RepositoryId { get; init; }

    /// <summary>
    /// Whoever may read the repository may read it; what is no whole is only for those who asked for that part.
    /// </summary>
    [Id(1)]
    public bool IsWhole { get; init; }
}

internal static class FinishedIngestsKey
{
    public static IFinishedIngests FinishedIngestsOf(this IGrainFactory grains, string repository) =>
        grains.GetGrain<IFinishedIngests>(FormattableString.Invariant($"ingested/{Ids.Number(repository)}"));
}
