namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>A language whose imports are read.</summary>
public enum SourceLanguage
{
    JavaScript,
    TypeScript,
    Tsx,
    Vue,
    Svelte,
    Python,
    Go,
    Java,
    Kotlin,
    Rust,
    CSharp,
    C,
    Cpp,
    Ruby,
    Php,
    Css,
    Scss,
    Shell,
}

/// <summary>Determines the language of a source file by its name.</summary>
public static class SourceLanguages
{
    /// <summary>Extensions are matched by case, as the compilers do.</summary>
    public static SourceLanguage? FromPath(string path) =>
        path[(path.LastIndexOf('/') + 1)..] is var name && name.LastIndexOf('.') is >= 0 and var dot
            ? Named(name[dot..])
            : null;

    private static SourceLanguage? Named(string extension) =>
        extension switch
        {
            ".js" or ".jsx" or ".mjs" or ".cjs" => SourceLanguage.JavaScript,
            ".ts" or ".mts" or ".cts" => SourceLanguage.TypeScript,
            ".tsx" => SourceLanguage.Tsx,
            ".vue" => SourceLanguage.Vue,
            ".svelte" => SourceLanguage.Svelte,
            ".py" or ".pyi" => SourceLanguage.Python,
            ".go" => SourceLanguage.Go,
            ".java" => SourceLanguage.Java,
            ".kt" or ".kts" => SourceLanguage.Kotlin,
            ".rs" => SourceLanguage.Rust,
            ".cs" => SourceLanguage.CSharp,
            ".c" or ".h" => SourceLanguage.C,
            ".cc" or ".cpp" or ".cxx" or ".hpp" or ".hh" or ".hxx" or ".inl" => SourceLanguage.Cpp,
            ".rb" or ".rake" => SourceLanguage.Ruby,
            ".php" => SourceLanguage.Php,
            ".css" => SourceLanguage.Css,
            ".scss" => SourceLanguage.Scss,
            ".sh" or ".bash" => SourceLanguage.Shell,
            _ => null,
        };
}
