using System.Collections.Immutable;

namespace YudaiV3.RepoIngest;

/// <summary>A question for which files are wanted.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.ranked-files-query")]
public sealed record RankedFilesQuery
{
    /// <summary>The question, in any words.</summary>
    [Id(0)]
    public string Text { get; init; } = "";

    /// <summary>The maximum number of files.</summary>
    [Id(1)]
    public int Limit { get; init; } = 20;
}

/// <summary>The files that matter for a question, the best first. This record is also its JSON body.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.ranked-files")]
public sealed record RankedFiles
{
    [Id(0)]
    public string Query { get; init; } = "";

    [Id(1)]
    public string CommitSha { get; init; } = "";

    [Id(2)]
    public ImmutableArray<RankedFileMatch> Files { get; init; } = [];

    /// <summary>In milliseconds.</summary>
    [Id(3)]
    public int TookMs { get; init; }
}

/// <summary>A file that matters for a question.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.ranked-file")]
public sealed record RankedFileMatch
{
    [Id(0)]
    public string Path { get; init; } = "";

    /// <summary>1 for the best, less for the others.</summary>
    [Id(1)]
    public double Score { get; init; }

    /// <summary>What speaks for it, in plain words.</summary>
    [Id(2)]
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>The lines that answer, of the best 20 files; at most three excerpts of 12 lines.</summary>
    [Id(3)]
    public ImmutableArray<FileExcerpt> Excerpts { get; init; } = [];
}

/// <summary>Some lines of a file.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.file-excerpt")]
public sealed record FileExcerpt
{
    /// <summary>From 1.</summary>
    [Id(0)]
    public int StartLine { get; init; }

    /// <summary>The last line.</summary>
    [Id(1)]
    public int EndLine { get; init; }

    /// <summary>The lines. One of more than 300 characters is cut.</summary>
    [Id(2)]
    public string Text { get; init; } = "";
}
