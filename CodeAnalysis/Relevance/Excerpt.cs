namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>Some lines of a file.</summary>
/// <param name="StartLine">The first, counted from 1.</param>
/// <param name="EndLine">The last.</param>
/// <param name="Text">The lines as they are; a very long one is cut.</param>
public sealed record Excerpt(int StartLine, int EndLine, string Text);
