namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>Go's import declarations: they stand before everything else.</summary>
internal static class GoScanner
{
    public static ImportList Scan(ReadOnlySpan<char> text)
    {
        var imports = new ImportList();
        var lexer = new CodeLexer(text, Dialect.Go);
        var grouped = false;
        var due = false;
        for (var token = lexer.Next(); token.Kind != CodeTokenKind.End; token = lexer.Next())
            if (lexer.Is(token, "import"))
                due = true;
            else if (
                lexer.Is(token, "func")
                || lexer.Is(token, "type")
                || lexer.Is(token, "var")
                || lexer.Is(token, "const")
            )
                break;
            else if (due && token.Is('('))
                grouped = true;
            else if (token.Is(')'))
                grouped = due = false;
            else if (due && token.Kind == CodeTokenKind.Text)
            {
                imports.Add(new() { Specifier = lexer.Text(token).ToString(), Line = lexer.Line(token) });
                due = grouped;
            }
        return imports;
    }
}
