using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>One import as it is written.</summary>
public sealed record ImportFact
{
    public string Specifier { get; init; } = "";
    public EdgeKind Kind { get; init; }
    public int Line { get; init; }
    public ImportForm Form { get; init; }

    /// <summary>Names taken from what is imported, where the language can take a file by such a name.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>The name that the import gives, or null.</summary>
    public string? Alias { get; init; }

    /// <summary>Index of the scope it stands in.</summary>
    public int Scope { get; init; }

    /// <summary>The file that an attribute beside it names, or null.</summary>
    public string? Path { get; init; }
}

/// <summary>How an import is written, where that changes what it means.</summary>
public enum ImportForm
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
