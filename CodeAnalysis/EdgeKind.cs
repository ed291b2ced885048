namespace YudaiV3.CodeAnalysis;

/// <summary>
/// How one file depends on another. Where a file does so in several ways, the first of these names the edge.
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

/// <summary>What an edge leads to: a file, or a folder where the language imports packages.</summary>
public enum NodeKind
{
    File,
    Folder,
}
