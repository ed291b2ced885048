namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// A C# project: its files, its references and its global usings.
/// </summary>
internal sealed class CSharpProject(string path)
{
    private HashSet<CSharpProject>? _visible;
    private CSharpProject[]? _alone;

    public string Path => path;

    public HashSet<string> Files { get; } = [];

    public List<CSharpProject> References { get; } = [];

    public List<CSharpUsing> Usings { get; } = [];

    /// <summary>The symbols that it defines for the preprocessor.</summary>
    public HashSet<string> Symbols { get; } = new(StringComparer.Ordinal);

    /// <summary>Only itself.</summary>
    public IReadOnlyList<CSharpProject> Alone => _alone ??= [this];

    /// <summary>Itself and its direct and indirect references.</summary>
    public HashSet<CSharpProject> Visible
    {
        get
        {
            if (_visible is not null)
                return _visible;
            var (seen, open) = (new HashSet<CSharpProject> { this }, new Stack<CSharpProject>([this]));
            while (open.TryPop(out var project))
                foreach (var reference in project.References.Where(seen.Add))
                    open.Push(reference);
            return _visible = seen;
        }
    }
}

/// <summary>A using directive for a namespace, type or alias.</summary>
internal sealed record CSharpUsing(string Target, bool Static, string? Alias);
