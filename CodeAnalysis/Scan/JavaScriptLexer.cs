using System.Buffers;
using static YudaiV3.CodeAnalysis.Scan.JavaScriptTokenKind;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Cuts JavaScript and TypeScript into tokens, and knows strings, templates, regular expressions and JSX from code.
/// </summary>
internal ref partial struct JavaScriptLexer
{
    private enum Frame : byte
    {
        None,
        Parenthesis,
        Condition,
        Block,
        Literal,
        TemplateHole,
        JsxHole,
        JsxTag,
        JsxChildren,
    }

    private static readonly SearchValues<char> TemplateStops = SearchValues.Create("`\\$");
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\u2028\u2029");
    private static readonly SearchValues<char> QuotedStops = SearchValues.Create("\"'\\\r\n");
    private static readonly SearchValues<char> RegexStops = SearchValues.Create("/\\[]\r\n\u2028\u2029");

    private Frame[] _frames = new Frame[32];
    private int _depth;
    private readonly bool _jsx;
    private Cursor _at;
    private bool _operand; // a value has just ended: a slash divides
    private bool _condition; // the word before was if, while, for or with
    private char _last; // the token before, where it was a symbol or a word that a block follows
    private int _noRegexBefore;

    public JavaScriptLexer(ReadOnlySpan<char> text, int start, bool jsx)
    {
        _at = new Cursor(text);
        _at.Skip(start);
        _jsx = jsx;
        if (_at.At("#!"))
            _at.SkipTo(LineEnds);
    }

    /// <summary>Whether JSX was begun and not ended: then it was none.</summary>
    public readonly bool InsideJsx =>
        _frames.AsSpan(0, _depth).IndexOfAny(Frame.JsxTag, Frame.JsxChildren, Frame.JsxHole) >= 0;

    public readonly ReadOnlySpan<char> Text(JavaScriptToken token) => _at.Between(token.Start, token.End);

    public int Line(JavaScriptToken token) => _at.Line(token.Start);

    /// <summary>Whether a string comes next. Takes nothing.</summary>
    public readonly bool NextIsText()
    {
        var ahead = _at;
        ahead.SkipSpace();
        return ahead.Current is '"' or '\'';
    }

    public JavaScriptToken Next()
    {
        while (true)
        {
            if (Innermost is Frame.JsxTag or Frame.JsxChildren)
            {
                if (_at.Ended)
                    return default;
                if (Innermost == Frame.JsxTag)
                    SkipInTag();
                else
                    SkipInChildren();
                continue;
            }
            _at.SkipSpace();
            var start = _at.Position;
            switch (_at.Current)
            {
                case '\0' when _at.Ended:
                    return default;
                case '/' when _at.Peek(1) == '/':
                    _at.SkipTo(LineEnds);
                    if (_at.From(start).StartsWith("///"))
                        return new(Reference, start, _at.Position);
                    continue;
                case '/' when _at.Peek(1) == '*':
                    _at.Skip(2);
                    _at.SkipPast("*/");
                    continue;
                case '/' when !_operand && Regex():
                    return Value(Operand, start, _at.Position);
                case '"' or '\'':
                    return Quoted();
                case '`':
                    return Template();
                case '<' when _jsx && !_operand && StartsJsx():
                    Push(Frame.JsxTag);
                    _at.Skip();
                    continue;
                case '}':
                    _at.Skip();
                    switch (Leave())
                    {
                        case Frame.TemplateHole:
                            _operand = FinishTemplate();
                            continue;
                        case Frame.JsxHole:
                            continue;
                        case var left:
                            return Symbol('}', start, endsOperand: left == Frame.Literal);
                    }
                case var digit when char.IsAsciiDigit(digit):
                    for (_at.SkipWord(); _at.Current == '.'; _at.SkipWord())
                        _at.Skip();
                    return Value(Operand, start, _at.Position);
                case var letter when Cursor.StartsWord(letter):
                    return Name(start);
                case '(':
                    Push(_condition ? Frame.Condition : Frame.Parenthesis);
                    return Single();
                case ')':
                    return Single(
                        endsOperand: !(
                            Innermost is Frame.Parenthesis or Frame.Condition && _frames[--_depth] == Frame.Condition
                        )
                    );
                case '{':
                    Push(_operand || _last is ')' or '>' or ';' or '}' or '{' or '\0' ? Frame.Block : Frame.Literal);
                    return Single();
                case ']':
                    return Single(endsOperand: true);
                default:
                    return Single();
            }
        }
    }

    private readonly Frame Innermost => _depth > 0 ? _frames[_depth - 1] : Frame.None;

    private void Push(Frame frame)
    {
        if (_depth == _frames.Length)
            Array.Resize(ref _frames, _depth * 2);
        _frames[_depth++] = frame;
    }

    private JavaScriptToken Single(bool endsOperand = false)
    {
        var symbol = _at.Current;
        _at.Skip();
        return Symbol(symbol, _at.Position - 1, endsOperand);
    }

    private JavaScriptToken Symbol(char symbol, int start, bool endsOperand)
    {
        (_operand, _condition, _last) = (endsOperand, false, symbol);
        return JavaScriptToken.Symbol(symbol, start);
    }

    private JavaScriptToken Value(JavaScriptTokenKind kind, int start, int end)
    {
        (_operand, _condition, _last) = (true, false, '"');
        return new(kind, start, end);
    }

    private JavaScriptToken Name(int start)
    {
        _at.SkipWord();
        var word = _at.From(start);
        (_operand, _condition, _last) = word switch
        {
            "if" or "while" or "for" or "with" => (true, true, 'a'),
            "do" or "else" => (false, false, ';'),
            "return"
            or "typeof"
            or "instanceof"
            or "in"
            or "of"
            or "new"
            or "delete"
            or "void"
            or "throw"
            or "case"
            or "yield"
            or "await"
            or "default"
            or "extends" => (false, false, 'a'),
            _ => (true, false, 'a'),
        };
        return new(Word, start, _at.Position);
    }

    private JavaScriptToken Quoted()
    {
        var quote = _at.Current;
        _at.Skip();
        var start = _at.Position;
        for (_at.SkipTo(QuotedStops); !_at.Ended && _at.Current != quote; _at.SkipTo(QuotedStops))
        {
            if (_at.Current is '\n' or '\r')
                break; // never closed: a quote that stood alone
            _at.Skip(
                _at.Current != '\\' ? 1
                : _at.Peek(1) == '\r' && _at.Peek(2) == '\n' ? 3
                : 2
            );
        }
        var end = _at.Position;
        if (_at.Current == quote)
            _at.Skip();
        return Value(JavaScriptTokenKind.Text, start, end);
    }

    private JavaScriptToken Template()
    {
        _at.Skip();
        var start = _at.Position;
        var whole = FinishTemplate();
        return Value(
            whole ? JavaScriptTokenKind.Text : Operand,
            start,
            whole ? Math.Max(start, _at.Position - 1) : _at.Position
        );
    }

    /// <summary>Goes to the end of a template, or into its next hole.</summary>
    private bool FinishTemplate()
    {
        for (_at.SkipTo(TemplateStops); !_at.Ended; _at.SkipTo(TemplateStops))
        {
            var stop = _at.Current;
            _at.Skip(stop == '\\' ? 2 : 1);
            if (stop == '`')
                return true;
            if (stop == '$' && _at.Current == '{')
            {
                _at.Skip();
                Push(Frame.TemplateHole);
                _operand = false;
                return false;
            }
        }
        return false;
    }

    private bool Regex()
    {
        var start = _at.Position;
        if (start < _noRegexBefore)
            return false;
        var inClass = false;
        for (var ahead = _at; ; ahead.Skip())
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
                    _at = ahead;
                    return true;
                case '/':
                    continue;
                default:
                    _noRegexBefore = ahead.Position;
                    return false;
            }
        }
    }

    /// <summary>Leaves the innermost braces, and what was left open in them.</summary>
    private Frame Leave()
    {
        while (Innermost is not (Frame.None or Frame.JsxTag or Frame.JsxChildren))
            if (_frames[--_depth] is var frame and not (Frame.Parenthesis or Frame.Condition))
                return frame;
        return Frame.Block;
    }
}
