namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// A C# project: its files, its references and its global usings.
/// </summary>
/// <param name="path">Of the project file; empty for the files outside all projects.</param>
/// <param name="number">Its place among all projects.</param>
internal sealed class CSharpProject(string path, int number)
{
    private CSharpProject[]? _alone;

    public string Path => path;

    public int Number => number;

    public HashSet<string> Files { get; } = [];

    public HashSet<CSharpProject> References { get; } = [];

    public List<CSharpUsing> Usings { get; } = [];

    /// <summary>The symbols that it defines for the preprocessor.</summary>
    public HashSet<string> Symbols { get; } = new(StringComparer.Ordinal);

    /// <summary>Only itself.</summary>
    public IReadOnlyList<CSharpProject> Alone => _alone ??= [this];
}

/// <summary>A using directive for a namespace, type or alias.</summary>
internal sealed record CSharpUsing(string Target, bool Static, string? Alias);
