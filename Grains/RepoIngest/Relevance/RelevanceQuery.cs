using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Relevance;

/// <summary>What files are wanted for.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.relevance-query")]
internal sealed record RelevanceQuery
{
    /// <summary>The question, in any words.</summary>
    [Id(0)] public string Text { get; init; } = "";

    /// <summary>What was talked about before; its words count for less.</summary>
    [Id(1)] public string Previous { get; init; } = "";

    /// <summary>Files that the user chose; what is no path of the repository is passed over.</summary>
    [Id(2)] public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>How many files are wanted at the most.</summary>
    [Id(3)] public int Limit { get; init; } = 12;
}
