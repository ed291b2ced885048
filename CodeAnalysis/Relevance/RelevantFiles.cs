using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>The files of one commit that are relevant for a question.</summary>
public sealed record RelevantFiles
{
    public string Branch { get; init; } = "";
    public string CommitSha { get; init; } = "";

    /// <summary>In the whole commit.</summary>
    public int TotalFiles { get; init; }

    /// <summary>Those that the user chose or named first, then by relevance. Empty if nothing matches.</summary>
    public ImmutableArray<RelevantFile> Files { get; init; } = [];

    /// <summary>Files and folders that most files depend on, whatever the question.</summary>
    public ImmutableArray<DependedOn> MostDependedOn { get; init; } = [];
}

/// <summary>A relevant file with its neighbours.</summary>
public sealed record RelevantFile
{
    public required string Path { get; init; }
    public string? Language { get; init; }
    public int Tokens { get; init; }

    /// <summary>The user chose or named it.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Some of its declared names, the best matches first.</summary>
    public ImmutableArray<string> Declares { get; init; } = [];
    public Neighbours DependsOn { get; init; } = new();
    public Neighbours DependedOnBy { get; init; } = new();

    /// <summary>What speaks for it, in plain words. Empty where only names were at hand.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>The lines that answer. Empty where only names were at hand.</summary>
    public ImmutableArray<Excerpt> Excerpts { get; init; } = [];
}

/// <summary>Some of the dependencies or dependents of a file.</summary>
public sealed record Neighbours
{
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>The number of all, listed or not.</summary>
    public int Count { get; init; }
}
