using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>
/// Knows which ingests of a repository have packs, and deletes packs that none of them refers to. Key:
/// <c>packs/{hash of the repository}</c>, built only by <see cref="RepositoryPacksKey"/>.
/// </summary>
[Alias("yudai.repository-packs")]
internal interface IRepositoryPacks : IGrainWithStringKey
{
    /// <summary>
    /// Must be called before an attempt claims a pack or refers to one. Idempotent.
    /// </summary>
    /// <param name="writer">The attempt.</param>
    /// <param name="candidates">Finished attempts whose packs it would like to refer to.</param>
    /// <returns>Those of the candidates whose packs stay until the attempt has ended.</returns>
    [Alias("begin")]
    Task<ImmutableArray<PackWriterId>> Begin(PackWriterId writer, ImmutableArray<PackWriterId> candidates);

    /// <summary>Must be called when the index is written and before the result is published. Idempotent.</summary>
    /// <param name="writer">The attempt.</param>
    /// <param name="refersTo">The writers of the packs in its index.</param>
    [Alias("complete")]
    Task Complete(PackWriterId writer, ImmutableArray<PackWriterId> refersTo);

    /// <summary>Somebody reads the packs of a finished attempt, so they stay for another 30 days.</summary>
    [Alias("use")]
    Task Use(PackWriterId writer);

    /// <summary>Deletes a bounded number of what nobody needs. Runs by itself too.</summary>
    [Alias("sweep")]
    Task Sweep();
}

internal static class RepositoryPacksKey
{
    public static IRepositoryPacks RepositoryPacks(this IGrainFactory grains, string repository) =>
        grains.GetGrain<IRepositoryPacks>(FormattableString.Invariant($"packs/{Ids.Number(repository)}"));
}
