using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Scan;

/// <summary>One import as it is written.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("yudai.ingest.import-fact")]
internal sealed record ImportFact
{
    [Id(0)] public string Specifier { get; init; } = "";
    [Id(1)] public EdgeKind Kind { get; init; }
    [Id(2)] public int Line { get; init; }
    [Id(3)] public ImportForm Form { get; init; }

    /// <summary>Names taken from what is imported, where the language can take a file by such a name.</summary>
    [Id(4)] public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>The name that the import gives, or null.</summary>
    [Id(5)] public string? Alias { get; init; }

    /// <summary>Index of the scope it stands in.</summary>
    [Id(6)] public int Scope { get; init; }

    /// <summary>The file that an attribute beside it names, or null.</summary>
    [Id(7)] public string? Path { get; init; }
}

/// <summary>How an import is written, where that changes what it means.</summary>
internal enum ImportForm
{
    Plain,

    /// <summary>CommonJS <c>require</c>.</summary>
    Require,

    /// <summary>A path relative to the file even without a leading dot.</summary>
    Path,

    /// <summary>Static members of a type.</summary>
    Static,

    /// <summary>Everything in a package or module.</summary>
    Wildcard,

    /// <summary>Names from a module.</summary>
    From,

    /// <summary>In angle brackets: searched among include folders only.</summary>
    Angle,

    /// <summary>A module declared here and written in a file of its own.</summary>
    Module,

    /// <summary>For every file of the project.</summary>
    Global,

    /// <summary>Static members of a type, for every file of the project.</summary>
    GlobalStatic,
}
