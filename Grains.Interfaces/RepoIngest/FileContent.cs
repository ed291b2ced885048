namespace YudaiV3.RepoIngest;

/// <summary>Which lines of which file.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.content-query")]
public sealed record ContentQuery
{
    [Id(0)]
    public string Path { get; init; } = "";

    /// <summary>The first line, from 1.</summary>
    [Id(1)]
    public int StartLine { get; init; } = 1;

    /// <summary>The last line.</summary>
    [Id(2)]
    public int EndLine { get; init; } = int.MaxValue;
}

/// <summary>Lines of a file: at most 2,000 lines or 256 KB. This record is also its JSON body.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.content")]
public sealed record FileContent
{
    [Id(0)]
    public string Path { get; init; } = "";

    [Id(1)]
    public string CommitSha { get; init; } = "";

    /// <summary>Null if it is not a source of a known language.</summary>
    [Id(2)]
    public string? Language { get; init; }

    /// <summary>Of the whole file.</summary>
    [Id(3)]
    public int TotalLines { get; init; }

    [Id(4)]
    public int StartLine { get; init; }

    /// <summary>Less than was asked for if the file ends before it or a limit was reached.</summary>
    [Id(5)]
    public int EndLine { get; init; }

    /// <summary>Null for a file without text: binary, too large, a link or a submodule.</summary>
    [Id(6)]
    public string? Text { get; init; }

    /// <summary>These lines on the web. Null for a local repository.</summary>
    [Id(7)]
    public string? HtmlUrl { get; init; }
}
