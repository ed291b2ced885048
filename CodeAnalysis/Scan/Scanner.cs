namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>Reads the facts of one file. Takes any text, in time linear in its length.</summary>
public static class Scanner
{
    public static FileFacts Scan(SourceLanguage language, ReadOnlySpan<char> text)
    {
        var content = text.TrimStart('\uFEFF');
        return FactLimits.Within(Read(language, content));
    }

    private static FileFacts Read(SourceLanguage language, ReadOnlySpan<char> content) =>
        language switch
        {
            SourceLanguage.JavaScript or SourceLanguage.Tsx => JavaScriptScanner.Scan(content, jsx: true).ToFacts(),
            SourceLanguage.TypeScript => JavaScriptScanner.Scan(content, jsx: false).ToFacts(),
            SourceLanguage.Vue or SourceLanguage.Svelte => ComponentScanner.Scan(content).ToFacts(),
            SourceLanguage.Python => PythonScanner.Scan(content).ToFacts(),
            SourceLanguage.Go => GoScanner.Scan(content).ToFacts(),
            SourceLanguage.Java or SourceLanguage.Kotlin => JvmScanner.Scan(content, language == SourceLanguage.Kotlin),
            SourceLanguage.Rust => RustScanner.Scan(content),
            SourceLanguage.CSharp => CSharpScanner.Scan(content),
            SourceLanguage.C or SourceLanguage.Cpp => CScanner.Scan(content).ToFacts(),
            SourceLanguage.Css or SourceLanguage.Scss => CssScanner
                .Scan(content, language == SourceLanguage.Scss)
                .ToFacts(),
            SourceLanguage.Ruby => RubyScanner.Scan(content).ToFacts(),
            SourceLanguage.Php => PhpScanner.Scan(content),
            SourceLanguage.Shell => ShellScanner.Scan(content).ToFacts(),
            _ => throw new ArgumentOutOfRangeException(nameof(language), language, "A language without a scanner."),
        };
}
