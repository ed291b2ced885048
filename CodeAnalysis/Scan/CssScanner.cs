using System.Buffers;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>The <c>@import</c>s of CSS and the <c>@use</c>s and <c>@forward</c>s of SCSS.</summary>
internal static class CssScanner
{
    private static readonly SearchValues<char> Stops = SearchValues.Create("/\"'@");
    private static readonly SearchValues<char> QuotedStops = SearchValues.Create("\"'\\\n");

    public static ImportList Scan(ReadOnlySpan<char> text, bool scss)
    {
        var imports = new ImportList();
        var at = new Cursor(text);
        for (at.SkipTo(Stops); !at.Ended; at.SkipTo(Stops))
            if (at.Current == '@')
                ReadRule(ref at, scss, imports);
            else if (!SkipComment(ref at, scss))
                if (at.Current == '/')
                    at.Skip();
                else
                    Quoted(ref at);
        return imports;
    }

    private static void ReadRule(ref Cursor at, bool scss, ImportList imports)
    {
        var start = at.Position;
        at.Skip();
        at.SkipWord();
        var rule = at.From(start);
        if (rule is not "@import" && !(scss && rule is "@use" or "@forward"))
            return;
        do
        {
            if (at.Current == ',')
                at.Skip();
            do at.SkipSpace();
            while (SkipComment(ref at, scss));
            if (Target(ref at) is { Length: > 0 } target)
                imports.Add(
                    new()
                    {
                        Specifier = target,
                        Kind = rule is "@forward" ? EdgeKind.Reexport : EdgeKind.Import,
                        Form = scss ? ImportForm.Plain : ImportForm.Path,
                        Line = at.Line(start),
                    }
                );
            while (at.Current is ' ' or '\t')
                at.Skip();
        } while (rule is "@import" && at.Current == ',');
    }

    private static string Target(ref Cursor at)
    {
        if (at.Current is '"' or '\'')
            return Quoted(ref at);
        if (!at.At("url("))
            return "";
        at.Skip(4);
        at.SkipSpace();
        if (at.Current is '"' or '\'')
            return Quoted(ref at);
        var start = at.Position;
        while (!at.Ended && at.Current is not (')' or '\n' or '"' or '\''))
            at.Skip();
        return at.From(start).Trim().ToString();
    }

    private static string Quoted(ref Cursor at)
    {
        var quote = at.Current;
        at.Skip();
        var start = at.Position;
        for (at.SkipTo(QuotedStops); !at.Ended && at.Current != quote && at.Current != '\n'; at.SkipTo(QuotedStops))
            at.Skip(at.Current == '\\' ? 2 : 1);
        var value = at.From(start).ToString();
        at.Skip();
        return value;
    }

    private static bool SkipComment(ref Cursor at, bool scss)
    {
        if (at.At("/*"))
        {
            at.Skip(2);
            at.SkipPast("*/");
            return true;
        }
        if (!scss || !at.At("//"))
            return false;
        at.SkipTo('\n');
        return true;
    }
}
