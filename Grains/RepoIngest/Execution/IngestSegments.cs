using System.Collections.Immutable;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>A segment of the files of a finished ingest. Immutable.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-files")]
internal sealed record FilesSegment
{
    public const int Size = 1_000;

    [Id(0)]
    public ImmutableArray<TreeFile> Files { get; init; } = [];

    public static string Name(int attempt, int number) =>
        FormattableString.Invariant($"ingest-files/{attempt}/{number}");
}

/// <summary>A segment of the dependencies of a finished ingest. Immutable.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-dependencies")]
internal sealed record DependenciesSegment
{
    /// <summary>The approximate number of dependencies of all kinds.</summary>
    public const int Weight = 4_000;

    [Id(0)]
    public ImmutableArray<FileDependencies> Files { get; init; } = [];

    public static string Name(int attempt, int number) =>
        FormattableString.Invariant($"ingest-dependencies/{attempt}/{number}");
}

/// <summary>
/// A segment of the facts of contents. Immutable. Written during the ingest, so that no content is analyzed twice.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-facts")]
internal sealed record FactsSegment
{
    /// <summary>
    /// The approximate number of facts of all kinds. Small enough that a segment creates no large object.
    /// </summary>
    public const int Weight = 2_000;

    [Id(0)]
    public ImmutableArray<AnalyzedText> Texts { get; init; } = [];

    public static string Name(int attempt, int number) =>
        FormattableString.Invariant($"ingest-facts/{attempt}/{number}");
}
