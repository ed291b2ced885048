using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Scan;

/// <summary>What the text of one file alone says about its dependencies: the same bytes in the same language always give the same facts, wherever the file lies.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.file-facts")]
internal sealed record FileFacts
{
    public static FileFacts None { get; } = new();

    // None of what is in these lists is anywhere twice, and a record of facts has thousands of them: the serializer need not remember each, in a table that is a large object.

    [Id(0)] public ImmutableArray<ImportFact> Imports { get; init; } = [];

    /// <summary>Namespaces, packages, modules and types that hold others; the first is the file itself. Empty where the language needs none.</summary>
    [Id(1)] public ImmutableArray<Scope> Scopes { get; init; } = [];

    /// <summary>What the file declares that an import elsewhere can name.</summary>
    [Id(2)] public ImmutableArray<Declaration> Declarations { get; init; } = [];

    /// <summary>Names written in the code that may be types: only where a dependency needs no import.</summary>
    [Id(3)] public ImmutableArray<NameUse> Uses { get; init; } = [];

    /// <summary>C#: the text, where symbols that only a project can define decide what of it is compiled; else null.</summary>
    [Id(4)] public ConditionalText? Conditional { get; init; }
}
