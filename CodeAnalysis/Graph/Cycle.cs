using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>Files that all depend on each other directly or indirectly.</summary>
public sealed record Cycle
{
    /// <summary>Every file of the component, sorted.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>A shortest cycle. The first file is also the last.</summary>
    public ImmutableArray<string> Path { get; init; } = [];
}
