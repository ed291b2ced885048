namespace YudaiV3.CodeAnalysis;

/// <summary>
/// How one file depends on another. The first of several kinds counts.
/// </summary>
public enum EdgeKind
{
    Import,
    Include,
    Module,
    Reexport,
    Dynamic,
    Type,
}

/// <summary>The target of an edge: a file, or a folder if the language imports packages.</summary>
public enum NodeKind
{
    File,
    Folder,
}
