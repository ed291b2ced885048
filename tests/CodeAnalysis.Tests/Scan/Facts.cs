namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>Shows what a scanner found, briefly.</summary>
internal static class Facts
{
    /// <summary>Specifiers in their order.</summary>
    public static string[] Imports(SourceLanguage language, string text) =>
        [.. Scanner.Scan(language, text).Imports.Select(import => import.Specifier)];

    /// <summary>Lines, kinds and specifiers in their order.</summary>
    public static string[] Kinds(SourceLanguage language, string text) =>
        [.. Scanner.Scan(language, text).Imports.Select(import => $"{import.Line} {import.Kind} {import.Specifier}")];
}
