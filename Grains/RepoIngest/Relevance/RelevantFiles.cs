using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Relevance;

/// <summary>The files of one commit that matter for a question.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.relevant-files")]
internal sealed record RelevantFiles
{
    [Id(0)] public string Branch { get; init; } = "";
    [Id(1)] public string CommitSha { get; init; } = "";

    /// <summary>In the whole commit.</summary>
    [Id(2)] public int TotalFiles { get; init; }

    /// <summary>What the user chose or named first, then the likeliest; empty where nothing fits.</summary>
    [Id(3)] public ImmutableArray<RelevantFile> Files { get; init; } = [];

    /// <summary>Files and folders that most files depend on, whatever the question.</summary>
    [Id(4)] public ImmutableArray<DependedOn> MostDependedOn { get; init; } = [];
}

/// <summary>A file that matters, and what hangs on it.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.relevant-file")]
internal sealed record RelevantFile
{
    [Id(0)] public required string Path { get; init; }
    [Id(1)] public string? Language { get; init; }
    [Id(2)] public int Tokens { get; init; }

    /// <summary>The user chose or named it.</summary>
    [Id(3)] public bool IsNamed { get; init; }

    /// <summary>Some of what it declares, what fits the question first.</summary>
    [Id(4)] public ImmutableArray<string> Declares { get; init; } = [];
    [Id(5)] public Neighbours DependsOn { get; init; } = new();
    [Id(6)] public Neighbours DependedOnBy { get; init; } = new();
}

/// <summary>Some of the places on one side of a file.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.neighbours")]
internal sealed record Neighbours
{
    [Id(0)] public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Of all, named or not.</summary>
    [Id(1)] public int Count { get; init; }
}
