using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>A question for which relevant files are wanted.</summary>
public sealed record RelevanceQuery
{
    /// <summary>The question, in any words.</summary>
    public string Text { get; init; } = "";

    /// <summary>The earlier conversation. Its words count for less.</summary>
    public string Previous { get; init; } = "";

    /// <summary>Files that the user chose. Paths that the repository does not have are ignored.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>The maximum number of files.</summary>
    public int Limit { get; init; } = 12;
}
