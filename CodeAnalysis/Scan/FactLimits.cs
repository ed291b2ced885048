namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// How much the facts of one file may be. No file that people or tools write has more, and what it would cost to keep
/// and to resolve follows from them.
/// </summary>
public static class FactLimits
{
    /// <summary>Of a specifier, or of a name with what qualifies it: more than any path or compiler allows.</summary>
    public const int MaxNameLength = 1_000;

    /// <summary>Of each kind, and characters of all names together.</summary>
    public const int MaxFacts = 200_000,
        MaxLength = 4_000_000;

    /// <summary>In tokens, of a file whose tokens are kept while it is scanned.</summary>
    public const int MaxTokens = 5_000_000;

    /// <summary>The facts, or where they are more than may be kept, only that they are.</summary>
    public static FileFacts Within(FileFacts facts) =>
        facts.IsCut || Exceeds(facts) ? FileFacts.None with { IsCut = true } : facts;

    private static bool Exceeds(FileFacts facts)
    {
        if (
            facts.Imports.Length > MaxFacts
            || facts.Scopes.Length > MaxFacts
            || facts.Declarations.Length > MaxFacts
            || facts.Uses.Length > MaxFacts
        )
            return true;
        long length = 0;
        foreach (var import in facts.Imports)
        {
            if (Is(import.Specifier) || Is(import.Alias) || Is(import.Path) || import.Names.Length > MaxFacts)
                return true;
            foreach (var name in import.Names)
                if (Is(name))
                    return true;
        }
        foreach (var declaration in facts.Declarations)
            if (Is(declaration.Name))
                return true;
        foreach (var use in facts.Uses)
            if (Is(use.Name))
                return true;
        // A scope is known by its name with the names of all scopes around it.
        var whole = new int[facts.Scopes.Length];
        for (var i = 0; i < whole.Length; i++)
        {
            var scope = facts.Scopes[i];
            whole[i] = scope.Name.Length + 1 + (scope.Parent < 0 ? 0 : whole[scope.Parent]);
            length += whole[i];
            if (whole[i] > MaxNameLength || length > MaxLength || Is(scope.Path))
                return true;
        }
        return false;

        bool Is(string? name)
        {
            length += name?.Length ?? 0;
            return name is { Length: > MaxNameLength } || length > MaxLength;
        }
    }
}
