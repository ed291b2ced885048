using System.Collections.Immutable;

namespace YudaiV3.RepoIngest;

/// <summary>What to search for in the texts of a commit.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.code-search-query")]
public sealed record CodeSearchQuery
{
    /// <summary>A part of a line, or a regular expression that needs no backtracking.</summary>
    [Id(0)]
    public string Text { get; init; } = "";

    [Id(1)]
    public bool IsExpression { get; init; }

    [Id(2)]
    public bool IsCaseSensitive { get; init; }

    /// <summary>A file, a folder, or a pattern in <c>.gitignore</c> syntax. Null for all.</summary>
    [Id(3)]
    public string? Path { get; init; }

    /// <summary>The maximum number of matches.</summary>
    [Id(4)]
    public int Limit { get; init; } = 100;
}

/// <summary>The lines that match, by path and line. This record is also its JSON body.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.code-search-result")]
public sealed record CodeSearchResult
{
    [Id(0)]
    public ImmutableArray<CodeMatch> Matches { get; init; } = [];

    /// <summary>The number of lines that were found to match.</summary>
    [Id(1)]
    public int Total { get; init; }

    /// <summary>Not all matches are here, or the search ended before it was through.</summary>
    [Id(2)]
    public bool Truncated { get; init; }
}

/// <summary>A line that matches.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.code-match")]
public sealed record CodeMatch
{
    [Id(0)]
    public string Path { get; init; } = "";

    /// <summary>From 1.</summary>
    [Id(1)]
    public int Line { get; init; }

    /// <summary>Of the first match in the line, from 1, in UTF-16 characters.</summary>
    [Id(2)]
    public int Column { get; init; }

    /// <summary>The line. A long one is cut to 400 characters around the match.</summary>
    [Id(3)]
    public string Text { get; init; } = "";

    /// <summary>The lines before it, at most two.</summary>
    [Id(4)]
    public ImmutableArray<string> Before { get; init; } = [];

    /// <summary>The lines after it, at most two.</summary>
    [Id(5)]
    public ImmutableArray<string> After { get; init; } = [];
}
