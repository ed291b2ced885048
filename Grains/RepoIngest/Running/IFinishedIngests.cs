using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Running;

/// <summary>All finished ingests of one repository, whatever their branch or part. Key: <c>ingested/{hash of the repository}</c>, built only by <see cref="FinishedIngests"/>.</summary>
[Alias("yudai.finished-ingests")]
internal interface IFinishedIngests : IGrainWithStringKey
{
    /// <summary>Remembers one as the newest; may be told again.</summary>
    [Alias("add")] Task Add(FinishedIngest ingest);

    /// <summary>Newest first.</summary>
    [Alias("all")] Task<ImmutableArray<FinishedIngest>> All();
}

internal static class FinishedIngests
{
    public static IFinishedIngests FinishedIngestsOf(this IGrainFactory grains, string repository) =>
        grains.GetGrain<IFinishedIngests>(FormattableString.Invariant($"ingested/{Ids.Number(repository)}"));
}
