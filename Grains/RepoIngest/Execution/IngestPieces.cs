using System.Collections.Immutable;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Some files of a finished ingest, in their order. Never changes.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-files")]
internal sealed record FilesSegment
{
    public const int Size = 1_000;

    [Id(0)]
    public ImmutableArray<TreeFile> Files { get; init; } = [];

    public static string Name(int attempt, int number) =>
        FormattableString.Invariant($"ingest-files/{attempt}/{number}");
}

/// <summary>The dependencies of some sources of a finished ingest, in their order. Never changes.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-dependencies")]
internal sealed record DependenciesSegment
{
    /// <summary>Dependencies of all kinds, about.</summary>
    public const int Weight = 4_000;

    [Id(0)]
    public ImmutableArray<FileDependencies> Files { get; init; } = [];

    public static string Name(int attempt, int number) =>
        FormattableString.Invariant($"ingest-dependencies/{attempt}/{number}");
}

/// <summary>
/// What some contents say. Never changes; written while the ingest goes on, so that none is read twice.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-facts")]
internal sealed record FactsSegment
{
    /// <summary>Facts of all kinds, about: small enough that a piece makes no large object in memory.</summary>
    public const int Weight = 2_000;

    [Id(0)]
    public ImmutableArray<AnalyzedText> Texts { get; init; } = [];

    public static string Name(int attempt, int number) =>
        FormattableString.Invariant($"ingest-facts/{attempt}/{number}");
}
