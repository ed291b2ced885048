namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Imports of single-file components (Vue, Svelte): those of their scripts, and the scripts' own sources.
/// </summary>
internal static class ComponentScanner
{
    public static ImportList Scan(ReadOnlySpan<char> text)
    {
        var imports = new ImportList();
        var at = new Cursor(text);
        for (at.SkipTo('<'); !at.Ended; at.SkipTo('<'))
        {
            if (at.At("<!--"))
            {
                at.SkipPast("-->");
                continue;
            }
            var opened = at.Position;
            var opens =
                at.Rest.StartsWith("<script", StringComparison.OrdinalIgnoreCase)
                && !char.IsAsciiLetterOrDigit(at.Peek(7))
                && at.Peek(7) != '-';
            at.Skip();
            if (!opens)
                continue;
            at.Skip("script".Length);
            var (source, language) = Attributes(ref at);
            if (source is not null)
                imports.Add(new() { Specifier = source, Line = at.Line(opened) });
            var start = at.Position;
            var end = text[start..].IndexOf("</script", StringComparison.OrdinalIgnoreCase) is >= 0 and var length
                ? start + length
                : text.Length;
            imports.AddAll(JavaScriptScanner.Scan(text[..end], jsx: language is null or "tsx" or "jsx" or "js", start));
            at.Skip(end - start);
        }
        return imports;
    }

    /// <summary>Reads the attributes of a tag and goes past its end.</summary>
    private static (string? Source, string? Language) Attributes(ref Cursor at)
    {
        var (source, language) = ((string?)null, (string?)null);
        while (true)
        {
            at.SkipSpace();
            if (at.Ended || at.Current == '>')
                break;
            var start = at.Position;
            while (!at.Ended && !char.IsWhiteSpace(at.Current) && at.Current is not ('=' or '>'))
                at.Skip();
            var name = at.From(start);
            if (at.Current != '=')
                continue;
            at.Skip();
            var value = Value(ref at);
            if (name is "src")
                source = value;
            else if (name is "lang")
                language = value;
        }
        at.Skip();
        return (source, language);
    }

    private static string Value(ref Cursor at)
    {
        var start = at.Position;
        if (at.Current is not ('"' or '\''))
        {
            while (!at.Ended && !char.IsWhiteSpace(at.Current) && at.Current != '>')
                at.Skip();
            return at.From(start).ToString();
        }
        var quote = at.Current;
        at.Skip();
        at.SkipTo(quote);
        var value = at.From(start + 1).ToString();
        at.Skip();
        return value;
    }
}
