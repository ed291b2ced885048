namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>Functions of shell scripts. Each ends at the next brace that begins a line with its indent.</summary>
internal static class ShellSymbols
{
    public static void Read(ReadOnlySpan<char> text, SymbolList symbols)
    {
        var open = new Stack<(int Indent, string Name, int Line)>();
        var line = 0;
        foreach (var raw in text.EnumerateLines())
        {
            line++;
            var content = raw.Trim();
            var indent = raw.Length - raw.TrimStart().Length;
            if (content.StartsWith("}"))
                while (open.TryPeek(out var top) && top.Indent >= indent)
                    Close(open.Pop(), line);
            if (Name(content) is not { Length: > 0 } name)
                continue;
            if (content.EndsWith("}"))
                symbols.Add(SymbolKind.Function, name, line, line, null);
            else
                open.Push((indent, name.ToString(), line));
        }
        while (open.TryPop(out var left))
            Close(left, line);

        void Close((int Indent, string Name, int Line) function, int end) =>
            symbols.Add(SymbolKind.Function, function.Name, function.Line, end, null);
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> line)
    {
        var hasWord = line.StartsWith("function ");
        var rest = hasWord ? line[9..].TrimStart() : line;
        var length = 0;
        while (
            length < rest.Length
            && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] is '_' or '-' or ':' or '.')
        )
            length++;
        var after = rest[length..].TrimStart();
        return after.StartsWith("()") || after.StartsWith("( )") || hasWord && (after.IsEmpty || after[0] == '{')
            ? rest[..length]
            : [];
    }
}
