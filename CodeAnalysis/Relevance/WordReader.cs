namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// Reads the words of a text, a path or a name one by one: of <c>parseHTTPHeader_v2</c> the whole, and then parse,
/// HTTP, Header and v2.
/// </summary>
internal ref struct WordReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _at,
        _end;

    public ReadOnlySpan<char> Word { get; private set; }

    public bool Next()
    {
        while (true)
        {
            if (_at >= _end)
            {
                if (!NextRun())
                    return false;
                if (PartEnd(_at) < _end)
                {
                    Word = _text[_at.._end];
                    return true; // the whole; its parts come next
                }
            }
            var start = _at;
            while (start < _end && _text[start] == '_')
                start++;
            _at = PartEnd(start);
            if (start >= _end)
                continue;
            Word = _text[start.._at];
            return true;
        }
    }

    private bool NextRun()
    {
        while (_end < _text.Length && !IsPart(_text[_end]))
            _end++;
        _at = _end;
        while (_end < _text.Length && IsPart(_text[_end]))
            _end++;
        return _at < _end;
    }

    private readonly int PartEnd(int start)
    {
        var at = start;
        while (at < _end && (at == start || _text[at] != '_' && !Begins(at)))
            at++;
        return at;
    }

    // "HTTPHeader": the last capital of several begins the next word.
    private readonly bool Begins(int at) =>
        char.IsUpper(_text[at]) && (!char.IsUpper(_text[at - 1]) || at + 1 < _end && char.IsLower(_text[at + 1]));

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
