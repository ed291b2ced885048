namespace YudaiV3.RepoIngest;

/// <summary>A package, module or namespace outside the repository; <see cref="Stdlib"/> where the language or its platform brings it.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.external-name")]
public sealed record ExternalName
{
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public bool Stdlib { get; init; }
}

/// <summary>An import that points into the repository, and at nothing there.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.unresolved-import")]
public sealed record UnresolvedImport
{
    [Id(0)] public required string Specifier { get; init; }
    [Id(1)] public int Line { get; init; }
}
