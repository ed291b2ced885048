using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>A module of one crate: a file, or an inline module of it.</summary>
internal sealed class RustModule(SourceFile file, int scope, RustModule? parent, string folder, HashSet<string> items)
{
    public SourceFile File => file;

    /// <summary>Its scope among those of the file's facts.</summary>
    public int Scope => scope;

    public RustModule? Parent => parent;

    /// <summary>Where the files of its child modules are looked for.</summary>
    public string Folder => folder;

    public Dictionary<string, RustModule> Children { get; } = [];

    public HashSet<string> Items => items;

    /// <summary>Names bound by imports, and the paths they stand for.</summary>
    public Dictionary<string, string> Bound { get; } = [];

    // Modules may lie inside each other as deep as there are files.
    public RustModule Root => _root ?? this;

    private readonly RustModule? _root = parent?.Root;
}
