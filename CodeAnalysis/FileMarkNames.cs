using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis;

/// <summary>The names of <see cref="FileMarks"/> for clients.</summary>
public static class FileMarkNames
{
    private static readonly (FileMarks Mark, string Name)[] Names =
    [
        (FileMarks.Binary, "binary"),
        (FileMarks.Generated, "generated"),
        (FileMarks.Minified, "minified"),
        (FileMarks.Vendored, "vendored"),
        (FileMarks.LfsPointer, "lfs_pointer"),
        (FileMarks.Submodule, "submodule"),
        (FileMarks.SymbolicLink, "symbolic_link"),
        (FileMarks.TooLarge, "too_large"),
    ];

    public static ImmutableArray<string> From(FileMarks marks) =>
        marks == FileMarks.None ? [] : [.. Names.Where(name => marks.HasFlag(name.Mark)).Select(name => name.Name)];
}
