using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>What files are wanted for.</summary>
public sealed record RelevanceQuery
{
    /// <summary>The question, in any words.</summary>
    public string Text { get; init; } = "";

    /// <summary>What was talked about before; its words count for less.</summary>
    public string Previous { get; init; } = "";

    /// <summary>Files that the user chose; what is no path of the repository is passed over.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>How many files are wanted at the most.</summary>
    public int Limit { get; init; } = 12;
}
