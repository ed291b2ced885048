using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// What the text of one file says about its dependencies. The same bytes in the same language always give the same
/// facts, independent of the path.
/// </summary>
public sealed record FileFacts
{
    public static FileFacts None { get; } = new();

    public ImmutableArray<ImportFact> Imports { get; init; } = [];

    /// <summary>
    /// Namespaces, packages, modules and types that hold others; the first is the file itself. Empty where the language
    /// needs none.
    /// </summary>
    public ImmutableArray<Scope> Scopes { get; init; } = [];

    /// <summary>What the file declares that an import elsewhere can name.</summary>
    public ImmutableArray<Declaration> Declarations { get; init; } = [];

    /// <summary>Names written in the code that may be types: only where a dependency needs no import.</summary>
    public ImmutableArray<NameUse> Uses { get; init; } = [];

    /// <summary>
    /// C#: the text, where symbols that only a project can define decide what of it is compiled; else null.
    /// </summary>
    public ConditionalText? Conditional { get; init; }

    /// <summary>The file says more than is kept of one file, so nothing of it is here.</summary>
    public bool IsCut { get; init; }
}
