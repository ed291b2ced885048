using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>
/// Classes, modules, methods and constants of Ruby. Each ends at the <c>end</c> with its own indent, as it is written
/// everywhere.
/// </summary>
internal static class RubySymbols
{
    public static void Read(ReadOnlySpan<char> text, SymbolList symbols)
    {
        var open = new Stack<(int Indent, SymbolKind Kind, string Name, int Line, string? Container)>();
        var (line, until) = (0, (string?)null);
        foreach (var raw in text.EnumerateLines())
        {
            line++;
            var content = raw.Trim();
            if (until is not null)
            {
                if (content.SequenceEqual(until) || until == "=end" && raw.StartsWith("=end"))
                    until = null;
                continue;
            }
            if (raw is "__END__")
                break;
            if (raw.StartsWith("=begin"))
                until = "=end";
            if (until is not null || content.IsEmpty || content[0] == '#')
                continue;
            var indent = raw.Length - raw.TrimStart().Length;
            if (content is "end" || content.StartsWith("end ") || content.StartsWith("end."))
                while (open.TryPeek(out var top) && top.Indent >= indent)
                    Close(open.Pop(), line);
            var container = open.TryPeek(out var around) ? SymbolList.Inside(around.Container, around.Name) : null;
            if (Declared(content) is var (kind, name) && name.Length > 0)
            {
                if (content.EndsWith(" end") || content.EndsWith(";end") || IsEndless(content, kind))
                    symbols.Add(kind, name, line, line, container);
                else
                    open.Push((indent, kind, name, line, container));
            }
            else if (Constant(content) is { Length: > 0 } constant)
                symbols.Add(SymbolKind.Constant, constant, line, line, container);
            until = RubyScanner.HereDocument(content);
        }
        while (open.TryPop(out var left))
            Close(left, line);

        void Close((int Indent, SymbolKind Kind, string Name, int Line, string? Container) symbol, int end) =>
            symbols.Add(symbol.Kind, symbol.Name, symbol.Line, end, symbol.Container);
    }

    private static (SymbolKind Kind, string Name) Declared(ReadOnlySpan<char> line)
    {
        foreach (var modifier in Modifiers)
            if (line.StartsWith(modifier))
                line = line[modifier.Length..].TrimStart();
        if (line.StartsWith("class ") && !line[6..].TrimStart().StartsWith("<<"))
            return (SymbolKind.Class, Name(line[6..]));
        if (line.StartsWith("module "))
            return (SymbolKind.Module, Name(line[7..]));
        return line.StartsWith("def ")
            ? (SymbolKind.Method, Name(line[4..]))
            : default((SymbolKind, string)) with
            {
                Item2 = "",
            };
    }

    // "self.find", "Outer::Inner" and "valid?" are find, Inner and valid?.
    private static string Name(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        var end = text.IndexOfAny(" (;<\t");
        text = end > 0 ? text[..end] : text;
        text = text[(text.LastIndexOf('.') + 1)..];
        return text[(text.LastIndexOf(':') + 1)..].ToString();
    }

    // def total = items.sum
    private static bool IsEndless(ReadOnlySpan<char> line, SymbolKind kind) =>
        kind == SymbolKind.Method
        && (
            line.Contains(" = ", StringComparison.Ordinal) && !line.Contains('(')
            || line.Contains(") = ", StringComparison.Ordinal)
        );

    private static ReadOnlySpan<char> Constant(ReadOnlySpan<char> line)
    {
        var end = 0;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_'))
            end++;
        return
            end > 1 && char.IsAsciiLetterUpper(line[0]) && line[end..].TrimStart() is ['=', not ('=' or '~' or '>'), ..]
            ? line[..end]
            : [];
    }

    private static readonly string[] Modifiers =
    [
        "private ",
        "public ",
        "protected ",
        "private_class_method ",
        "memoize ",
    ];
}
