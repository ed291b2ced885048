using System.Buffers;
using System.Collections.Frozen;
using static YudaiV3.CodeAnalysis.Scan.CodeTokenKind;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Splits a language with braces into tokens. Distinguishes comments, strings and characters from code.
/// </summary>
internal ref partial struct CodeLexer(ReadOnlySpan<char> text, Dialect dialect, IReadOnlySet<string>? symbols = null)
{
    private readonly Dialect _dialect = dialect;
    private static readonly SearchValues<char> QuotedStops = SearchValues.Create("\"'\\\n");
    private static readonly SearchValues<char> CommentStops = SearchValues.Create("/*");
    private readonly Stack<Interpolation> _interpolations = new(); // C#: the strings around, whose code is being read
    private readonly Stack<bool> _taken = new(); // C#: for each open #if, whether one of its parts was read

    // C#: those that the project and the file define
    private readonly HashSet<string> _symbols = [.. symbols ?? FrozenSet<string>.Empty];
    private readonly HashSet<string> _undefined = []; // C#: those that the file takes back
    private Cursor _at = new(text);
    private bool _inPhp; // between PHP's tags

    public readonly ReadOnlySpan<char> Text(CodeToken token) => _at.Between(token.Start, token.End);

    public readonly bool Is(CodeToken token, string word) => token.Kind == Word && Text(token).SequenceEqual(word);

    /// <summary>C#: whether a condition depends on a symbol that neither the file nor the platform defines.</summary>
    public bool DependsOnProject { get; private set; }

    public int Line(CodeToken token) => _at.Line(token.Start);

    public CodeToken Next()
    {
        while (true)
        {
            if (_dialect == Dialect.Php && !_inPhp)
                EnterPhp();
            _at.SkipSpace();
            var start = _at.Position;
            switch (_at.Current)
            {
                case '\0' when _at.Ended:
                    return default;
                case '?' when _dialect == Dialect.Php && _at.Peek(1) == '>':
                    _at.Skip(2);
                    _inPhp = false;
                    continue;
                case '#'
                or '/' when _dialect == Dialect.Php && (_at.At("//") || _at.Current == '#' && _at.Peek(1) != '['):
                    SkipPhpLine();
                    continue;
                case '<' when _dialect == Dialect.Php && _at.At("<<<"):
                    SkipPhpHereDocument();
                    return new(Operand, start, _at.Position);
                case '\'' when _dialect == Dialect.Php:
                    return String();
                case '/' when _at.Peek(1) == '/':
                    _at.SkipTo('\n');
                    continue;
                case '/' when _at.Peek(1) == '*':
                    SkipComment();
                    continue;
                case '"':
                    return _dialect == Dialect.CSharp ? CSharpString(start) : String();
                case '$' or '@' when _dialect == Dialect.CSharp && StartsCSharpString():
                    return CSharpString(start);
                case '@' when _dialect == Dialect.CSharp && Cursor.StartsWord(_at.Peek(1)):
                    _at.Skip();
                    return Name(start);
                case '}' when _dialect == Dialect.CSharp && LeavesHole():
                    return new(Operand, start, _at.Position);
                case '#' when _dialect == Dialect.CSharp && OnlySpaceBefore(start):
                    Directive();
                    continue;
                case '#' when _dialect == Dialect.C:
                    SkipCDirective();
                    continue;
                case 'R' when _dialect == Dialect.C && _at.Peek(1) == '"':
                    SkipCRawString();
                    return new(Operand, start, _at.Position);
                case '\'' when _dialect == Dialect.Rust && !StartsCharacter():
                    _at.Skip();
                    _at.SkipWord();
                    return new(Operand, start, _at.Position);
                case '\'':
                    SkipQuoted(multiline: false);
                    return new(Operand, start, _at.Position);
                case '`' when _dialect is Dialect.Go or Dialect.Kotlin:
                    return Backquoted();
                case var digit when char.IsAsciiDigit(digit):
                    _at.SkipWord();
                    return new(Operand, start, _at.Position);
                case var letter when Cursor.StartsWord(letter):
                    return Name(start);
                case var symbol:
                    if (symbol == '{')
                        EnterBrace();
                    _at.Skip();
                    return new(CodeTokenKind.Symbol, start, _at.Position, symbol);
            }
        }
    }

    private CodeToken Name(int start)
    {
        _at.SkipWord();
        if (_dialect != Dialect.Rust)
            return new(Word, start, _at.Position);
        var name = _at.From(start);
        if (name is "r" or "br" or "cr" && _at.Current is '"' or '#' && RawString() is { } raw)
            return raw;
        if (name is "b" or "c" && _at.Current == '"')
            return String();
        if (name is "r" && _at.Current == '#' && Cursor.StartsWord(_at.Peek(1)))
        {
            _at.Skip();
            start = _at.Position;
            _at.SkipWord();
        }
        return new(Word, start, _at.Position);
    }

    private void SkipComment()
    {
        _at.Skip(2);
        if (_dialect is not (Dialect.Rust or Dialect.Kotlin))
        {
            _at.SkipPast("*/");
            return;
        }
        var depth = 1;
        while (depth > 0 && !_at.Ended)
        {
            _at.SkipTo(CommentStops);
            var step =
                _at.At("/*") ? 1
                : _at.At("*/") ? -1
                : 0;
            depth += step;
            _at.Skip(step == 0 ? 1 : 2);
        }
    }

    private CodeToken String()
    {
        if (_dialect is Dialect.Java or Dialect.Kotlin && _at.At("\"\"\""))
            return Block();
        var start = _at.Position + 1;
        var closed = SkipQuoted(multiline: _dialect is Dialect.Rust or Dialect.Php);
        return new(CodeTokenKind.Text, start, closed ? _at.Position - 1 : _at.Position);
    }

    private CodeToken Block()
    {
        _at.Skip(3);
        var start = _at.Position;
        while (!_at.Ended && !_at.At("\"\"\""))
        {
            _at.Skip(_dialect == Dialect.Java && _at.Current == '\\' ? 2 : 1);
            _at.SkipTo(QuotedStops);
        }
        var end = _at.Position;
        _at.Skip(3);
        if (_dialect == Dialect.Kotlin)
            _at.SkipAll('"');
        return new(CodeTokenKind.Text, start, end);
    }

    private CodeToken Backquoted()
    {
        _at.Skip();
        var start = _at.Position;
        _at.SkipTo('`');
        var end = _at.Position;
        _at.Skip();
        return new(_dialect == Dialect.Kotlin ? Word : CodeTokenKind.Text, start, end);
    }

    /// <summary>Skips a string or character, or the rest of the line if it is not closed there.</summary>
    private bool SkipQuoted(bool multiline)
    {
        var quote = _at.Current;
        _at.Skip();
        for (_at.SkipTo(QuotedStops); !_at.Ended; _at.SkipTo(QuotedStops))
        {
            var stop = _at.Current;
            if (stop == '\n' && !multiline)
                return false;
            _at.Skip(stop == '\\' ? 2 : 1);
            if (stop == quote)
                return true;
        }
        return false;
    }

    /// <summary>Whether a quote in Rust begins a character and not a lifetime.</summary>
    private readonly bool StartsCharacter() =>
        _at.Peek(1) == '\\' || _at.Peek(2) == '\'' || char.IsHighSurrogate(_at.Peek(1)) && _at.Peek(3) == '\'';

    private CodeToken? RawString()
    {
        var ahead = _at;
        ahead.SkipAll('#');
        if (ahead.Current != '"')
            return null;
        var hashes = ahead.Position - _at.Position;
        ahead.Skip();
        var start = ahead.Position;
        for (ahead.SkipTo('"'); !ahead.Ended; ahead.SkipTo('"'))
        {
            ahead.Skip();
            var end = ahead.Position - 1;
            var closing = ahead.Position;
            while (ahead.Current == '#' && ahead.Position - closing < hashes)
                ahead.Skip();
            if (ahead.Position - closing < hashes)
                continue;
            _at = ahead;
            return new(CodeTokenKind.Text, start, end);
        }
        _at = ahead;
        return new(CodeTokenKind.Text, start, _at.Position);
    }
}
