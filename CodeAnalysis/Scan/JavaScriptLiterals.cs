using System.Buffers;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>Moves a cursor over the strings and regular expressions of JavaScript.</summary>
internal static class JavaScriptLiterals
{
    private static readonly SearchValues<char> QuotedStops = SearchValues.Create("\"'\\\r\n");
    private static readonly SearchValues<char> RegexStops = SearchValues.Create("/\\[]\r\n\u2028\u2029");

    /// <summary>Moves to the closing quote, or to the end of the line if there is none.</summary>
    public static void SkipToQuote(this ref Cursor at, char quote)
    {
        for (at.SkipTo(QuotedStops); !at.Ended && at.Current != quote; at.SkipTo(QuotedStops))
            if (at.Current is '\n' or '\r')
                return;
            else if (at.Current == '\\')
                at.SkipEscaped();
            else
                at.Skip();
    }

    /// <summary>Skips a regular expression with its flags. Does not move if there is none.</summary>
    /// <param name="at">The position of the first slash.</param>
    /// <param name="noRegexBefore">The end of the last line that was searched in vain: it is not searched
    /// again.</param>
    public static bool SkipRegex(this ref Cursor at, ref int noRegexBefore)
    {
        var start = at.Position;
        if (start < noRegexBefore)
            return false;
        var inClass = false;
        for (var ahead = at; ; ahead.Skip())
        {
            if (ahead.Position == start)
                ahead.Skip();
            ahead.SkipTo(RegexStops);
            switch (ahead.Current)
            {
                case '\\':
                    ahead.Skip();
                    continue;
                case '[' or ']':
                    inClass = ahead.Current == '[';
                    continue;
                case '/' when !inClass:
                    ahead.Skip();
                    ahead.SkipWord();
                    at = ahead;
                    return true;
                case '/':
                    continue;
                default:
                    noRegexBefore = ahead.Position;
                    return false;
            }
        }
    }
}
