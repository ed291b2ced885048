namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Ruby's <c>require</c>, <c>require_relative</c>, <c>load</c> and <c>autoload</c> where they begin a line, outside of
/// comments and here-documents.
/// </summary>
internal static class RubyScanner
{
    public static ImportList Scan(ReadOnlySpan<char> text)
    {
        var imports = new ImportList();
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
            {
                until = "=end";
                continue;
            }
            if (content.StartsWith("#"))
                continue;
            Read(content, line, imports);
            until = HereDocument(content);
        }
        return imports;
    }

    private static void Read(ReadOnlySpan<char> line, int number, ImportList imports)
    {
        var word = line[..(line.IndexOfAny(' ', '(', '\t') is >= 0 and var end ? end : line.Length)];
        if (word is not ("require" or "require_relative" or "load" or "autoload"))
            return;
        var rest = line[word.Length..].TrimStart(" (\t");
        if (word is "autoload")
            rest = rest.IndexOf(',') is >= 0 and var comma ? rest[(comma + 1)..].TrimStart() : [];
        var own = Own(ref rest);
        if (
            rest is not ['"' or '\'', ..]
            || rest[1..].IndexOf(rest[0]) is not (> 0 and var length)
            || rest.Slice(1, length).Contains("#{", StringComparison.Ordinal)
        )
            return;
        var specifier = rest.Slice(1, length).ToString();
        if (own && rest.Contains("__FILE__", StringComparison.Ordinal))
            // the file itself is the first step
            specifier = specifier.StartsWith("../", StringComparison.Ordinal) ? specifier[3..] : specifier;
        imports.Add(
            new()
            {
                Specifier = own ? specifier.TrimStart('/') : specifier,
                Kind = word is "autoload" ? EdgeKind.Dynamic : EdgeKind.Import,
                Form = own || word is "require_relative" ? ImportForm.Path : ImportForm.Plain,
                Line = number,
            }
        );
    }

    /// <summary>
    /// Goes on to the path in <c>File.expand_path("../x", __FILE__)</c> and in <c>File.join(__dir__, "x")</c>.
    /// </summary>
    private static bool Own(ref ReadOnlySpan<char> rest)
    {
        if (
            rest.StartsWith("File.expand_path(")
            && (
                rest.Contains("__FILE__", StringComparison.Ordinal)
                || rest.Contains("__dir__", StringComparison.Ordinal)
            )
        )
        {
            rest = rest["File.expand_path(".Length..].TrimStart();
            return true;
        }
        if (!rest.StartsWith("File.join(__dir__,"))
            return false;
        rest = rest["File.join(__dir__,".Length..].TrimStart();
        return rest.Count('"') + rest.Count('\'') == 2; // one part
    }

    /// <summary>The word that ends a here-document begun in this line, or null.</summary>
    internal static string? HereDocument(ReadOnlySpan<char> line)
    {
        if (line.IndexOf("<<") is not (>= 0 and var at))
            return null;
        var rest = line[(at + 2)..];
        var marked = rest is ['~' or '-', ..];
        rest = rest[(marked ? 1 : 0)..];
        var quoted = rest is ['"' or '\'' or '`', ..];
        rest = rest[(quoted ? 1 : 0)..];
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_'))
            length++;
        // Without a mark only a constant's name: otherwise something is appended or shifted.
        return
            length > 0
            && (marked || quoted && rest.Length > length || char.IsAsciiLetterUpper(rest[0]))
            && (marked || at > 0)
            ? rest[..length].ToString()
            : null;
    }
}
