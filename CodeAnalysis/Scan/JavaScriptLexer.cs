using System.Buffers;
using static YudaiV3.CodeAnalysis.Scan.JavaScriptTokenKind;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Splits JavaScript and TypeScript into tokens. Distinguishes strings, templates, regular expressions and JSX from
/// code.
/// </summary>
internal ref partial struct JavaScriptLexer
{
    private static readonly SearchValues<char> TemplateStops = SearchValues.Create("`\\$");
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\u2028\u2029");

    private JavaScriptNesting _nesting = new();
    private readonly bool _jsx;
    private Cursor _at;
    private bool _operand; // the previous token ended a value, so a slash divides
    private bool _condition; // the previous word was if, while, for or with
    private char _last; // the previous token, if it was a symbol or a word that a block follows
    private int _noRegexBefore;

    public JavaScriptLexer(ReadOnlySpan<char> text, int start, bool jsx)
    {
        _at = new Cursor(text);
        _at.Skip(start);
        _jsx = jsx;
        if (_at.At("#!"))
            _at.SkipTo(LineEnds);
    }

    /// <summary>Whether an element is still open. At the end of the text this means that it was not JSX.</summary>
    public readonly bool InsideJsx => _nesting.IsInsideJsx;

    public readonly ReadOnlySpan<char> Text(JavaScriptToken token) => _at.Between(token.Start, token.End);

    public int Line(JavaScriptToken token) => _at.Line(token.Start);

    /// <summary>Whether the next token is a string. Does not move.</summary>
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
            if (_nesting.Innermost is JavaScriptFrame.JsxTag or JavaScriptFrame.JsxChildren)
            {
                if (_at.Ended)
                    return default;
                if (_nesting.Innermost == JavaScriptFrame.JsxTag)
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
                case '/' when !_operand && _at.SkipRegex(ref _noRegexBefore):
                    return Value(Operand, start, _at.Position);
                case '"' or '\'':
                    return Quoted();
                case '`':
                    return Template();
                case '<' when _jsx && !_operand && StartsJsx():
                    _nesting.Push(JavaScriptFrame.JsxTag);
                    _at.Skip();
                    continue;
                case '}':
                    _at.Skip();
                    switch (_nesting.CloseBrace())
                    {
                        case JavaScriptFrame.TemplateHole:
                            _operand = FinishTemplate();
                            continue;
                        case JavaScriptFrame.JsxHole:
                            continue;
                        case var left:
                            return Symbol('}', start, endsOperand: left == JavaScriptFrame.Literal);
                    }
                case var digit when char.IsAsciiDigit(digit):
                    for (_at.SkipWord(); _at.Current == '.'; _at.SkipWord())
                        _at.Skip();
                    return Value(Operand, start, _at.Position);
                case var letter when Cursor.StartsWord(letter):
                    return Name(start);
                case '(':
                    _nesting.Push(_condition ? JavaScriptFrame.Condition : JavaScriptFrame.Parenthesis);
                    return Single();
                case ')':
                    return Single(endsOperand: !_nesting.CloseParenthesis());
                case '{':
                    _nesting.Push(
                        _operand || _last is ')' or '>' or ';' or '}' or '{' or '\0'
                            ? JavaScriptFrame.Block
                            : JavaScriptFrame.Literal
                    );
                    return Single();
                case ']':
                    return Single(endsOperand: true);
                default:
                    return Single();
            }
        }
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
        _at.SkipToQuote(quote);
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

    /// <summary>Moves to the end of a template, or into its next substitution.</summary>
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
                _nesting.Push(JavaScriptFrame.TemplateHole);
                _operand = false;
                return false;
            }
        }
        return false;
    }
}
