using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>The result of a search in the caller's own messages.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.search-results")]
public sealed record SearchResults
{
    /// <summary>Number of all matching messages.</summary>
    [Id(0)]
    public int Total { get; init; }

    /// <summary>Best first.</summary>
    [Id(1)]
    public ImmutableArray<SearchResult> Results { get; init; } = [];
}

/// <summary>A message that was found; this record is also its JSON body.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.search-result")]
public sealed record SearchResult
{
    [Id(0)]
    public string SessionId { get; init; } = "";

    [Id(1)]
    public string SessionTitle { get; init; } = "";

    [Id(2)]
    public Message Message { get; init; } = new();

    /// <summary>The message's text around the words. Each word is between two pairs of asterisks.</summary>
    [Id(3)]
    public string Snippet { get; init; } = "";

    /// <summary>Higher is better. Comparable only within one result.</summary>
    [Id(4)]
    public double Score { get; init; }
}
