namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>Some lines of a file.</summary>
public sealed record Excerpt
{
    /// <summary>From 1.</summary>
    public int StartLine { get; init; }

    /// <summary>The last line.</summary>
    public int EndLine { get; init; }

    /// <summary>The lines as they are; a very long one is cut.</summary>
    public string Text { get; init; } = "";
}
