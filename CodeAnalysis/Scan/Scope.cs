namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>What a scope is.</summary>
public enum ScopeKind
{
    File,
    Namespace,
    Module,
    Type,
}

/// <summary>A part of a file that gives its content a longer name.</summary>
public sealed record Scope
{
    public ScopeKind Kind { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Index of the scope around it; -1 for the file.</summary>
    public int Parent { get; init; } = -1;

    /// <summary>Type parameters of a type.</summary>
    public int Arity { get; init; }

    /// <summary>Where a path attribute puts the content, or null.</summary>
    public string? Path { get; init; }
}

/// <summary>A name that a file declares.</summary>
public sealed record Declaration
{
    public string Name { get; init; } = "";
    public int Scope { get; init; }
    public int Arity { get; init; }
}

/// <summary>A name written in code, with the names that qualify it.</summary>
public sealed record NameUse
{
    /// <summary>
    /// Dotted, each name with the number of its type arguments after a backquote where it has any; from the global
    /// namespace where it begins with a dot.
    /// </summary>
    public string Name { get; init; } = "";
    public int Scope { get; init; }
    public int Line { get; init; }

    /// <summary>An attribute: the name may lack its ending.</summary>
    public bool Attribute { get; init; }
}
