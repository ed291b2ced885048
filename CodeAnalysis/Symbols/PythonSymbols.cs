using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>Classes, functions, methods and constants of Python.</summary>
internal ref struct PythonSymbols
{
    private const int TabWidth = 8;
    private readonly SymbolList _symbols;
    private readonly Stack<Open> _open = new();
    private Cursor _at;
    private int _brackets;
    private int _indent;
    private int _lastLine = 1; // of the code before

    private sealed record Open(int Indent, SymbolKind Kind, string Name, int Line, string? Container);

    private PythonSymbols(ReadOnlySpan<char> text, SymbolList symbols)
    {
        _at = new Cursor(text);
        _symbols = symbols;
    }

    public static void Read(ReadOnlySpan<char> text, SymbolList symbols)
    {
        var reader = new PythonSymbols(text, symbols);
        reader.Read();
        reader.CloseTo(0);
    }

    private void Read()
    {
        BeginLine();
        while (!_at.Ended)
            switch (_at.Current)
            {
                case ' ' or '\t' or '\f' or '\r':
                    _at.Skip();
                    break;
                case '\\':
                    _at.SkipEscaped();
                    break;
                case '#':
                    _at.SkipTo('\n');
                    break;
                case '\n':
                    _at.Skip();
                    if (_brackets == 0)
                        BeginLine();
                    break;
                case '"' or '\'':
                    _at.SkipPythonString();
                    Touch();
                    break;
                case '(' or '[' or '{':
                    _brackets++;
                    _at.Skip();
                    break;
                case ')' or ']' or '}':
                    _brackets = Math.Max(0, _brackets - 1);
                    _at.Skip();
                    Touch();
                    break;
                case var letter when Cursor.StartsWord(letter) || char.IsAsciiDigit(letter):
                    _at.SkipWord();
                    Touch();
                    break;
                default:
                    _at.Skip();
                    break;
            }
    }

    private void Touch() => _lastLine = _at.Line(_at.Position);

    private void BeginLine()
    {
        _indent = 0;
        for (; _at.Current is ' ' or '\t' or '\f'; _at.Skip())
            _indent =
                _at.Current == '\t' ? (_indent / TabWidth + 1) * TabWidth
                : _at.Current == ' ' ? _indent + 1
                : 0;
        if (_at.Ended || _at.Current is '#' or '\r' or '\n')
            return;
        CloseTo(_indent);
        var start = _at.Position;
        if (!Cursor.StartsWord(_at.Current))
            return;
        _at.SkipWord();
        if (_at.From(start) is "async")
        {
            _at.SkipPythonBlank(parenthesized: false);
            start = _at.Position;
            _at.SkipWord();
        }
        var word = _at.From(start);
        if (word is "class" or "def")
            Declare(word is "class");
        else if (_indent == 0 && IsConstant(word))
            AddConstant(word.ToString(), start);
        Touch();
    }

    private void Declare(bool isClass)
    {
        _at.SkipPythonBlank(parenthesized: false);
        var start = _at.Position;
        _at.SkipWord();
        if (_at.Position == start)
            return;
        var outer = _open.TryPeek(out var around) ? around : null;
        var kind =
            isClass ? SymbolKind.Class
            : outer is { Kind: SymbolKind.Class } ? SymbolKind.Method
            : SymbolKind.Function;
        var container = outer is null ? null : SymbolList.Inside(outer.Container, outer.Name);
        _open.Push(new(_indent, kind, _at.From(start).ToString(), _at.Line(start), container));
    }

    private static bool IsConstant(ReadOnlySpan<char> word)
    {
        var hasLetter = false;
        foreach (var c in word)
        {
            if (char.IsLower(c))
                return false;
            hasLetter |= char.IsUpper(c);
        }
        return hasLetter && word.Length > 1;
    }

    private void AddConstant(string name, int start)
    {
        _at.SkipPythonBlank(parenthesized: false);
        if (_at.Current == ':' || _at.Current == '=' && _at.Peek(1) != '=')
            _symbols.Add(SymbolKind.Constant, name, _at.Line(start), _at.Line(start), null);
    }

    /// <summary>Ends what is indented at least as far.</summary>
    private readonly void CloseTo(int indent)
    {
        while (_open.TryPeek(out var open) && open.Indent >= indent)
        {
            _open.Pop();
            _symbols.Add(open.Kind, open.Name, open.Line, _lastLine, open.Container);
        }
    }
}
