namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>Reads the facts of one file. Takes any text, in time linear in its length.</summary>
public static class Scanner
{
    public static FileFacts Scan(SourceLanguage language, ReadOnlySpan<char> text)
    {
        var content = text.TrimStart('\uFEFF');
        return language switch
        {
            SourceLanguage.JavaScript or SourceLanguage.Tsx => new()
            {
                Imports = JavaScriptScanner.Scan(content, jsx: true),
            },
            SourceLanguage.TypeScript => new() { Imports = JavaScriptScanner.Scan(content, jsx: false) },
            SourceLanguage.Vue or SourceLanguage.Svelte => new() { Imports = ComponentScanner.Scan(content) },
            SourceLanguage.Python => new() { Imports = PythonScanner.Scan(content) },
            SourceLanguage.Go => new() { Imports = GoScanner.Scan(content) },
            SourceLanguage.Java or SourceLanguage.Kotlin => JvmScanner.Scan(content, language == SourceLanguage.Kotlin),
            SourceLanguage.Rust => RustScanner.Scan(content),
            SourceLanguage.CSharp => CSharpScanner.Scan(content),
            SourceLanguage.C or SourceLanguage.Cpp => new() { Imports = CScanner.Scan(content) },
            SourceLanguage.Css or SourceLanguage.Scss => new()
            {
                Imports = CssScanner.Scan(content, language == SourceLanguage.Scss),
            },
            SourceLanguage.Ruby => new() { Imports = RubyScanner.Scan(content) },
            SourceLanguage.Php => PhpScanner.Scan(content),
            SourceLanguage.Shell => new() { Imports = ShellScanner.Scan(content) },
            _ => throw new ArgumentOutOfRangeException(nameof(language), language, "A language without a scanner."),
        };
    }
}
