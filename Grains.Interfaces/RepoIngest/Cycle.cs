using System.Collections.Immutable;

namespace YudaiV3.RepoIngest;

/// <summary>Files that all reach each other.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.cycle")]
public sealed record Cycle
{
    /// <summary>Every file of the group, sorted.</summary>
    [Id(0)] public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>A shortest way round: it ends where it begins.</summary>
    [Id(1)] public ImmutableArray<string> Path { get; init; } = [];
}
