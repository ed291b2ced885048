using System.Buffers;
using System.Text;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>Moves a cursor over the names, blanks and strings of Python.</summary>
internal static class PythonText
{
    private static readonly SearchValues<char> QuoteStops = SearchValues.Create("\"'\\");
    private static readonly SearchValues<char> LineStops = SearchValues.Create("\"'\\\n");

    /// <summary>Reads leading dots and a dotted name without the blanks between them.</summary>
    public static string TakeDottedName(this ref Cursor at)
    {
        var name = new StringBuilder();
        while (true)
        {
            at.SkipPythonBlank(parenthesized: false);
            if (at.Current == '.')
            {
                name.Append('.');
                at.Skip();
            }
            else if (
                (name.Length == 0 || name[^1] == '.')
                && Cursor.StartsWord(at.Current)
                && !(name.Length > 0 && IsAtImport(at))
            )
                name.Append(at.TakeWord());
            else
                return name.ToString();
        }
    }

    public static ReadOnlySpan<char> TakeWord(this ref Cursor at)
    {
        var start = at.Position;
        if (Cursor.StartsWord(at.Current))
            at.SkipWord();
        return at.From(start);
    }

    public static bool Take(this ref Cursor at, char expected)
    {
        if (at.Current != expected)
            return false;
        at.Skip();
        return true;
    }

    /// <summary>Inside parentheses, line ends and comments are blanks too.</summary>
    public static void SkipPythonBlank(this ref Cursor at, bool parenthesized)
    {
        while (true)
            if (at.Current is ' ' or '\t' or '\f' || parenthesized && at.Current is '\r' or '\n')
                at.Skip();
            else if (at.Current == '\\' && at.Peek(1) is '\r' or '\n')
                at.SkipEscaped();
            else if (parenthesized && at.Current == '#')
                at.SkipTo('\n');
            else
                return;
    }

    /// <summary>Skips a string, or the rest of the line if a short string is not closed there.</summary>
    public static void SkipPythonString(this ref Cursor at)
    {
        var quote = at.Current;
        if (at.Peek(1) == quote && at.Peek(2) == quote)
        {
            at.SkipTripleQuoted(quote);
            return;
        }
        at.Skip();
        for (at.SkipTo(LineStops); !at.Ended && at.Current != quote; at.SkipTo(LineStops))
        {
            if (at.Current == '\n')
                return;
            if (at.Current == '\\')
                at.SkipEscaped();
            else
                at.Skip();
        }
        at.Skip();
    }

    private static void SkipTripleQuoted(this ref Cursor at, char quote)
    {
        at.Skip(3);
        for (
            at.SkipTo(QuoteStops);
            !at.Ended && !(at.Current == quote && at.Peek(1) == quote && at.Peek(2) == quote);
            at.SkipTo(QuoteStops)
        )
            at.Skip(at.Current == '\\' ? 2 : 1);
        at.Skip(3);
    }

    private static bool IsAtImport(Cursor at) =>
        at.At("import") && !Cursor.StartsWord(at.Peek(6)) && !char.IsAsciiDigit(at.Peek(6));
}
