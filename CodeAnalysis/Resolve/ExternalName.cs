namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// A package, module or namespace outside the repository. <see cref="Stdlib"/> says that it is part of the language or
/// its platform.
/// </summary>
public sealed record ExternalName
{
    public required string Name { get; init; }
    public bool Stdlib { get; init; }
}

/// <summary>An import that points into the repository but not to a file or folder there.</summary>
public sealed record UnresolvedImport
{
    public required string Specifier { get; init; }
    public int Line { get; init; }
}
