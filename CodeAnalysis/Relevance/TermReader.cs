namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// Reads a text as terms. An identifier of several words gives one term for the whole of it and one for the stem of
/// each word: <c>parseHTTPHeader2</c> is itself, and then pars, http and head. Linear in the length of the text.
/// </summary>
internal ref struct TermReader(ReadOnlySpan<char> text)
{
    private const int MaxWord = 64;
    private readonly ReadOnlySpan<char> _text = text;
    private int _at,
        _end;
    private bool _isInside;

    public uint Term { get; private set; }

    /// <summary>The term is a whole identifier of several words.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Where the word of the term stands.</summary>
    public int Start { get; private set; }
    public int End { get; private set; }

    public bool Next()
    {
        while (true)
        {
            if (!_isInside)
            {
                if (!NextRun())
                    return false;
                _isInside = true;
                if (PartEnd(_at) < _end && _end - _at <= MaxWord && HasLetter())
                {
                    Set(_at, _end, isWhole: true);
                    return true;
                }
            }
            while (_at < _end && !char.IsLetter(_text[_at]))
                _at++;
            if (_at >= _end)
            {
                _isInside = false;
                continue;
            }
            var start = _at;
            _at = PartEnd(start);
            if (_at - start is < 2 or > MaxWord)
                continue;
            Set(start, _at, isWhole: false);
            return true;
        }
    }

    private void Set(int start, int end, bool isWhole)
    {
        (Start, End, IsWhole) = (start, end, isWhole);
        Span<char> lower = stackalloc char[end - start];
        for (var i = start; i < end; i++)
            lower[i - start] = char.ToLowerInvariant(_text[i]);
        Term = isWhole ? TermHash.Whole(lower) : TermHash.Word(lower[..Stem.Length(lower)]);
    }

    private bool NextRun()
    {
        var at = _end;
        while (at < _text.Length && !IsPart(_text[at]))
            at++;
        _at = at;
        while (at < _text.Length && IsPart(_text[at]))
            at++;
        _end = at;
        return _at < _end;
    }

    // Of a word in several parts the digits belong to none.
    private readonly int PartEnd(int start)
    {
        var at = start;
        while (at < _end && char.IsLetter(_text[at]) && (at == start || !Begins(at)))
            at++;
        return at;
    }

    private readonly bool HasLetter()
    {
        for (var at = _at; at < _end; at++)
            if (char.IsLetter(_text[at]))
                return true;
        return false;
    }

    // "HTTPHeader": the last capital of several begins the next word.
    private readonly bool Begins(int at) =>
        char.IsUpper(_text[at]) && (!char.IsUpper(_text[at - 1]) || at + 1 < _end && char.IsLower(_text[at + 1]));

    private static bool IsPart(char c) => c < 128 ? char.IsAsciiLetterOrDigit(c) || c == '_' : char.IsLetterOrDigit(c);
}
