namespace YudaiV3.RepoIngest.Scan;

/// <summary>What a scope is.</summary>
internal enum ScopeKind { File, Namespace, Module, Type }

/// <summary>A part of a file that gives its content a longer name.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("yudai.ingest.scope")]
internal sealed record Scope
{
    [Id(0)] public ScopeKind Kind { get; init; }
    [Id(1)] public string Name { get; init; } = "";

    /// <summary>Index of the scope around it; -1 for the file.</summary>
    [Id(2)] public int Parent { get; init; } = -1;

    /// <summary>Type parameters of a type.</summary>
    [Id(3)] public int Arity { get; init; }

    /// <summary>Where a path attribute puts the content, or null.</summary>
    [Id(4)] public string? Path { get; init; }
}

/// <summary>A name that a file declares.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("yudai.ingest.declaration")]
internal sealed record Declaration
{
    [Id(0)] public string Name { get; init; } = "";
    [Id(1)] public int Scope { get; init; }
    [Id(2)] public int Arity { get; init; }
}

/// <summary>A name written in code, with the names that qualify it.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("yudai.ingest.name-use")]
internal sealed record NameUse
{
    /// <summary>Dotted, each name with the number of its type arguments after a backquote where it has any; from the global namespace where it begins with a dot.</summary>
    [Id(0)] public string Name { get; init; } = "";
    [Id(1)] public int Scope { get; init; }
    [Id(2)] public int Line { get; init; }

    /// <summary>An attribute: the name may lack its ending.</summary>
    [Id(3)] public bool Attribute { get; init; }
}
