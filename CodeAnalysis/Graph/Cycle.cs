using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>Files that all reach each other.</summary>
public sealed record Cycle
{
    /// <summary>Every file of the group, sorted.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>A shortest way round: it ends where it begins.</summary>
    public ImmutableArray<string> Path { get; init; } = [];
}
