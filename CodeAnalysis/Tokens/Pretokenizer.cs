using System.Globalization;

namespace YudaiV3.CodeAnalysis.Tokens;

/// <summary>
/// Splits a text into words as <c>o200k_base</c> does. The words together are the text. The tokenizer's own regular
/// expression gives the same words but takes ten times as long. The tests compare both.
/// </summary>
internal ref struct Pretokenizer(ReadOnlySpan<char> text)
{
    [Flags]
    private enum Kinds : byte
    {
        None = 0,

        /// <summary>Of the first part of a word: capitals, letters without case, marks.</summary>
        Head = 1,

        /// <summary>Of the second part: small letters, letters without case, marks.</summary>
        Tail = 2,
        Letter = 4,
        Digit = 8,
        Space = 16,
        LineEnd = 32,
    }

    private static readonly Kinds[] Table =
    [
        .. Enumerable.Range(0, char.MaxValue + 1).Select(letter => KindsOf((char)letter)),
    ];
    private static readonly string[] Specials = ["<|endoftext|>", "<|endofprompt|>"];
    private const string SpecialBeginning = "<|endof";

    private readonly ReadOnlySpan<char> _text = text;
    private int _start,
        _end,
        _special = -1,
        _specialLength;

    public readonly ReadOnlySpan<char> Current => _text[_start.._end];

    /// <summary>Where <see cref="Current"/> ends in the text.</summary>
    public readonly int End => _end;

    public bool MoveNext()
    {
        _start = _end;
        if (_start >= _text.Length)
            return false;
        if (_special < _start)
            FindSpecial();
        _end = _start == _special ? _start + _specialLength : EndOfWord(_text[.._special], _start);
        return true;
    }

    private void FindSpecial()
    {
        (_special, _specialLength) = (_text.Length, 0);
        for (
            var from = _start;
            _text[from..].IndexOf(SpecialBeginning, StringComparison.Ordinal) is >= 0 and var at;
            from += at + 1
        )
            foreach (var special in Specials)
                if (_text[(from + at)..].StartsWith(special, StringComparison.Ordinal))
                {
                    (_special, _specialLength) = (from + at, special.Length);
                    return;
                }
    }

    private static int EndOfWord(ReadOnlySpan<char> text, int start)
    {
        var first = Table[text[start]];
        if ((first & Kinds.Letter) != 0)
            return EndOfLetters(text, start);
        if ((first & Kinds.Digit) != 0)
            return EndOfRun(text[..Math.Min(text.Length, start + 3)], start, Kinds.Digit);
        if ((first & Kinds.Head) != 0) // a mark: before a word, or one by itself
            return EndOfLetters(text, start + 1, tail: true) is > 0 and var marked ? marked : EndOfLetters(text, start);
        // One sign or space may stand before a word.
        if ((first & Kinds.LineEnd) == 0 && EndOfLetters(text, start + 1) is > 0 and var end)
            return end;
        var signs = text[start] == ' ' ? start + 1 : start;
        return signs < text.Length && IsSign(text[signs]) ? EndOfSigns(text, signs) : EndOfSpace(text, start);
    }

    /// <summary>
    /// 0 where there are no letters, or where <paramref name="tail"/> asks for a second part and there is none.
    /// </summary>
    private static int EndOfLetters(ReadOnlySpan<char> text, int start, bool tail = false)
    {
        var head = EndOfRun(text, start, Kinds.Head);
        var end = EndOfRun(text, head, Kinds.Tail);
        if (end == head)
        {
            // Without small letters the second part is the last of the first that may be one.
            var last = head;
            while (last > start && (Table[text[last - 1]] & Kinds.Tail) == 0)
                last--;
            end =
                last > start ? last
                : tail ? start
                : head;
        }
        return end == start ? 0 : end + Contraction(text[end..]);
    }

    private static int EndOfSigns(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && IsSign(text[at]))
            at++;
        while (at < text.Length && text[at] is '\r' or '\n' or '/')
            at++;
        return at;
    }

    /// <summary>
    /// To the last line break of a run of space; without one to the last space, which belongs to the word after it.
    /// </summary>
    private static int EndOfSpace(ReadOnlySpan<char> text, int start)
    {
        var end = EndOfRun(text, start, Kinds.Space);
        var lines = text[start..end].LastIndexOfAny('\r', '\n');
        return lines >= 0 ? start + lines + 1
            : end == text.Length || end == start + 1 ? end
            : end - 1;
    }

    private static int EndOfRun(ReadOnlySpan<char> text, int at, Kinds kinds)
    {
        while (at < text.Length && (Table[text[at]] & kinds) != 0)
            at++;
        return at;
    }

    private static bool IsSign(char letter) => (Table[letter] & (Kinds.Space | Kinds.Letter | Kinds.Digit)) == 0;

    private static int Contraction(ReadOnlySpan<char> rest) =>
        rest.Length < 2 || rest[0] != '\''
            ? 0
            : (char)(rest[1] | ' ') switch
            {
                's' or 't' or 'm' or 'd' => 2,
                'r' or 'v' when rest.Length > 2 && (rest[2] | ' ') == 'e' => 3,
                'l' when rest.Length > 2 && (rest[2] | ' ') == 'l' => 3,
                _ => 0,
            };

    private static Kinds KindsOf(char letter) =>
        CharUnicodeInfo.GetUnicodeCategory(letter) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => Kinds.Letter | Kinds.Head,
            UnicodeCategory.LowercaseLetter => Kinds.Letter | Kinds.Tail,
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kinds.Letter | Kinds.Head | Kinds.Tail,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
                Kinds.Head | Kinds.Tail,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
                Kinds.Digit,
            _ => letter is '\r' or '\n' ? Kinds.Space | Kinds.LineEnd
            : char.IsWhiteSpace(letter) ? Kinds.Space
            : Kinds.None,
        };
}
