using System.Buffers;

namespace YudaiV3.CodeAnalysis.Scan;

internal ref partial struct CodeLexer
{
    private const int MaxDelimiterLength = 16;
    private static readonly SearchValues<char> DirectiveStops = SearchValues.Create("\n\\");

    /// <summary>Skips a line of the preprocessor; one that ends in a backslash goes on.</summary>
    private void SkipCDirective()
    {
        for (_at.SkipTo(DirectiveStops); _at.Current == '\\'; _at.SkipTo(DirectiveStops))
            _at.SkipEscaped();
    }

    private void SkipCRawString()
    {
        _at.Skip(2);
        var delimiter = _at.Position;
        while (_at.Current is not ('(' or '\n' or '"') && !_at.Ended && _at.Position - delimiter <= MaxDelimiterLength)
            _at.Skip();
        if (_at.Current == '(')
            _at.SkipPast($"){_at.From(delimiter)}\"");
    }
}
