using System.Collections.Immutable;
using YudaiV3.RepoIngest.Packs;

namespace YudaiV3.RepoIngest.Content;

/// <summary>
/// Searches packs of a repository. Key: <c>searcher/{repositoryId}/{number}</c>. Placed at random, so that the
/// searchers of a repository spread over all silos. The same packs always go to the same searcher, whose silo may still
/// have them.
/// </summary>
[Alias("yudai.pack-searcher")]
internal interface IPackSearcher : IGrainWithStringKey
{
    /// <exception cref="InvalidException">The expression is too expensive.</exception>
    [Alias("search")]
    Task<PackSearchResult> Search(PackSearch search);
}

/// <summary>A search in some packs.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.pack-search")]
internal sealed record PackSearch
{
    [Id(0)]
    public CodeSearchQuery Query { get; init; } = new();

    [Id(1)]
    public ImmutableArray<PackReference> Packs { get; init; } = [];

    /// <summary>What is not searched in this time is left out.</summary>
    [Id(2)]
    public TimeSpan MaxTime { get; init; }
}

/// <summary>What was found in some packs.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.pack-search-result")]
internal sealed record PackSearchResult
{
    /// <summary>The first matches in the order of the packs.</summary>
    [Id(0)]
    public ImmutableArray<CodeMatch> Matches { get; init; } = [];

    [Id(1)]
    public int Total { get; init; }

    /// <summary>Whether all packs were searched.</summary>
    [Id(2)]
    public bool IsComplete { get; init; }

    /// <summary>A pack was dropped since the index was read.</summary>
    [Id(3)]
    public bool IsOutdated { get; init; }

    /// <summary>The number of packs that the filters did not rule out.</summary>
    [Id(4)]
    public int Opened { get; init; }
}
