using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>
/// Finds what a source file declares. Takes any text, in time linear in its length; what does not parse declares
/// nothing.
/// </summary>
public static class SymbolReader
{
    public static ImmutableArray<Symbol> Read(SourceLanguage language, ReadOnlySpan<char> text)
    {
        var symbols = new SymbolList();
        switch (language)
        {
            case SourceLanguage.Python:
                PythonSymbols.Read(text, symbols);
                break;
            case SourceLanguage.Ruby:
                RubySymbols.Read(text, symbols);
                break;
            case SourceLanguage.Shell:
                ShellSymbols.Read(text, symbols);
                break;
            case SourceLanguage.Vue or SourceLanguage.Svelte:
                ReadScripts(text, symbols);
                break;
            case SourceLanguage.JavaScript or SourceLanguage.Tsx or SourceLanguage.TypeScript:
                ReadScript(
                    text,
                    0,
                    jsx: language != SourceLanguage.TypeScript,
                    isTypeScript: language != SourceLanguage.JavaScript,
                    symbols
                );
                break;
            case SourceLanguage.Css or SourceLanguage.Scss:
                break;
            default:
                ReadBraces(language, text, symbols);
                break;
        }
        return symbols.ToImmutable();
    }

    private static void ReadBraces(SourceLanguage language, ReadOnlySpan<char> text, SymbolList symbols)
    {
        var list = TokenLists.Shared.Get();
        var lexer = new CodeLexer(text, DialectOf(language));
        for (var token = lexer.Next(); token.Kind != CodeTokenKind.End; token = lexer.Next())
            list.Add(token);
        var tokens = new SymbolTokens(text, list);
        switch (language)
        {
            case SourceLanguage.Go:
                new GoSymbols(tokens, symbols).Read();
                break;
            case SourceLanguage.Rust:
                new RustSymbols(tokens, symbols).Read();
                break;
            case SourceLanguage.Kotlin:
                new KotlinSymbols(tokens, symbols).Read();
                break;
            case SourceLanguage.Php:
                new PhpSymbols(tokens, symbols).Read();
                break;
            case SourceLanguage.C or SourceLanguage.Cpp:
                new CSymbols(tokens, symbols).Read();
                break;
            case SourceLanguage.CSharp or SourceLanguage.Java:
                new MemberSymbols(tokens, symbols, isJava: language == SourceLanguage.Java).Read();
                break;
        }
        TokenLists.Shared.Return(list);
    }

    private static Dialect DialectOf(SourceLanguage language) =>
        language switch
        {
            SourceLanguage.Go => Dialect.Go,
            SourceLanguage.Rust => Dialect.Rust,
            SourceLanguage.Kotlin => Dialect.Kotlin,
            SourceLanguage.Php => Dialect.Php,
            SourceLanguage.CSharp => Dialect.CSharp,
            SourceLanguage.C or SourceLanguage.Cpp => Dialect.C,
            _ => Dialect.Java,
        };

    private static void ReadScript(ReadOnlySpan<char> text, int start, bool jsx, bool isTypeScript, SymbolList symbols)
    {
        var list = TokenLists.Shared.Get();
        var lexer = new JavaScriptLexer(text, start, jsx);
        for (var token = lexer.Next(); token.Kind != JavaScriptTokenKind.End; token = lexer.Next())
            if (token.Kind != JavaScriptTokenKind.Reference)
                list.Add(Plain(token, text));
        // An element that never ends was none: a type argument or an assertion.
        var retry = jsx && lexer.InsideJsx;
        if (!retry)
            new JavaScriptSymbols(new SymbolTokens(text, list), symbols, isTypeScript).Read();
        TokenLists.Shared.Return(list);
        if (retry)
            ReadScript(text, start, jsx: false, isTypeScript, symbols);
    }

    private static CodeToken Plain(JavaScriptToken token, ReadOnlySpan<char> text) =>
        token.Kind switch
        {
            JavaScriptTokenKind.Word => new(CodeTokenKind.Word, token.Start, token.End),
            JavaScriptTokenKind.Text => new(CodeTokenKind.Text, token.Start, token.End),
            JavaScriptTokenKind.Symbol => new(CodeTokenKind.Symbol, token.Start, token.End, text[token.Start]),
            _ => new(CodeTokenKind.Operand, token.Start, token.End),
        };

    private static void ReadScripts(ReadOnlySpan<char> text, SymbolList symbols)
    {
        var at = 0;
        while (true)
        {
            if (text[at..].IndexOf("<script", StringComparison.OrdinalIgnoreCase) is not (>= 0 and var tag))
                return;
            at += tag;
            if (text[at..].IndexOf('>') is not (>= 0 and var open))
                return;
            at += open + 1;
            var length = text[at..].IndexOf("</script", StringComparison.OrdinalIgnoreCase);
            var end = length < 0 ? text.Length : at + length;
            ReadScript(text[..end], at, jsx: false, isTypeScript: false, symbols);
            at = end;
        }
    }
}
