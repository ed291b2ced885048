using System.Buffers;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>A position in a text. It only moves forward, and never past the end.</summary>
internal ref struct Cursor(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _counted;
    private int _line = 1;

    public int Position { get; private set; }

    public readonly bool Ended => Position >= _text.Length;

    /// <summary>The character here, or NUL at the end.</summary>
    public readonly char Current => Position < _text.Length ? _text[Position] : '\0';

    public readonly ReadOnlySpan<char> Rest => _text[Position..];

    public readonly char Peek(int ahead) => Position + ahead < _text.Length ? _text[Position + ahead] : '\0';

    public readonly ReadOnlySpan<char> From(int start) => _text[start..Position];

    public readonly ReadOnlySpan<char> Between(int start, int end) => _text[start..end];

    public readonly bool At(ReadOnlySpan<char> expected) => Rest.StartsWith(expected, StringComparison.Ordinal);

    public void Skip(int count = 1) => Position = Math.Min(Position + count, _text.Length);

    /// <summary>Moves to the first of <paramref name="stops"/>, or to the end.</summary>
    public void SkipTo(SearchValues<char> stops) =>
        Position = Rest.IndexOfAny(stops) is >= 0 and var at ? Position + at : _text.Length;

    public void SkipTo(char stop) => Position = Rest.IndexOf(stop) is >= 0 and var at ? Position + at : _text.Length;

    public void SkipPast(ReadOnlySpan<char> end) =>
        Position = Rest.IndexOf(end, StringComparison.Ordinal) is >= 0 and var at
            ? Position + at + end.Length
            : _text.Length;

    /// <summary>Skips all characters in <paramref name="run"/>.</summary>
    public void SkipAll(SearchValues<char> run) =>
        Position = Rest.IndexOfAnyExcept(run) is >= 0 and var at ? Position + at : _text.Length;

    public void SkipAll(char repeated) =>
        Position = Rest.IndexOfAnyExcept(repeated) is >= 0 and var at ? Position + at : _text.Length;

    /// <summary>Skips a backslash and the character after it; a CR LF pair counts as one character.</summary>
    public void SkipEscaped() => Skip(Peek(1) == '\r' && Peek(2) == '\n' ? 3 : 2);

    public void SkipSpace()
    {
        var text = _text;
        var at = Position;
        while ((uint)at < (uint)text.Length && char.IsWhiteSpace(text[at]))
            at++;
        Position = at;
    }

    /// <summary>
    /// Skips the rest of an identifier: letters, digits, underscores, <c>$</c> and everything beyond ASCII except
    /// white space.
    /// </summary>
    public void SkipWord()
    {
        // Words are short: starting a vectorized search would take longer than this loop.
        var text = _text;
        var at = Position;
        while ((uint)at < (uint)text.Length && IsInWord(text[at]))
            at++;
        Position = at;
    }

    /// <summary>The line of a position, from 1. Cheapest when the positions ascend.</summary>
    public int Line(int position)
    {
        _line += position >= _counted ? _text[_counted..position].Count('\n') : -_text[position.._counted].Count('\n');
        _counted = position;
        return _line;
    }

    public static bool StartsWord(char character) =>
        char.IsAsciiLetter(character) || character is '_' or '$' || character > '\x7f' && !char.IsWhiteSpace(character);

    private static bool IsInWord(char character) =>
        character < 0x80 ? WordCharacters[character] : !char.IsWhiteSpace(character);

    private static readonly bool[] WordCharacters =
    [
        .. Enumerable
            .Range(0, 0x80)
            .Select(character => char.IsAsciiLetterOrDigit((char)character) || character is '_' or '$'),
    ];
}
