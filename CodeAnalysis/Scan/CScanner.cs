using System.Buffers;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>The includes of C and C++, in every branch of every conditional.</summary>
internal ref struct CScanner
{
    private static readonly SearchValues<char> Stops = SearchValues.Create("/\"'\n\\R");
    private static readonly SearchValues<char> QuotedStops = SearchValues.Create("\"'\\\n");
    private const int MaxDelimiterLength = 16;
    private readonly ImportList _imports = new();
    private Cursor _at;

    private CScanner(ReadOnlySpan<char> text) => _at = new Cursor(text);

    public static ImportList Scan(ReadOnlySpan<char> text)
    {
        var scanner = new CScanner(text);
        scanner.Read();
        return scanner._imports;
    }

    private void Read()
    {
        ReadLineStart();
        for (_at.SkipTo(Stops); !_at.Ended; _at.SkipTo(Stops))
            switch (_at.Current)
            {
                case '\n':
                    _at.Skip();
                    ReadLineStart();
                    break;
                case '\\':
                    _at.SkipEscaped();
                    break;
                case '/' when SkipComment():
                    break;
                case 'R' when _at.Peek(1) == '"':
                    SkipRaw();
                    break;
                case '"':
                    SkipQuoted();
                    break;
                case '\'' when _at.Peek(2) == '\'' || _at.Peek(1) == '\\':
                    SkipQuoted();
                    break;
                default: // a slash that divides, a quote inside a number, or a letter
                    _at.Skip();
                    break;
            }
    }

    private void ReadLineStart()
    {
        SkipBlank();
        if (_at.Current != '#')
            return;
        var start = _at.Position;
        _at.Skip();
        SkipBlank();
        var word = _at.Position;
        _at.SkipWord();
        if (_at.From(word) is not ("include" or "include_next" or "import"))
            return;
        SkipBlank();
        var open = _at.Current;
        if (open is not ('"' or '<'))
            return;
        _at.Skip();
        var name = _at.Position;
        while (!_at.Ended && _at.Current != '\n' && _at.Current != (open == '<' ? '>' : '"'))
            _at.Skip();
        if (_at.Current is '>' or '"' && _at.Position > name)
            _imports.Add(
                new()
                {
                    Specifier = _at.From(name).ToString(),
                    Kind = EdgeKind.Include,
                    Form = open == '<' ? ImportForm.Angle : ImportForm.Plain,
                    Line = _at.Line(start),
                }
            );
        _at.SkipTo('\n');
    }

    private void SkipBlank()
    {
        while (true)
            if (_at.Current is ' ' or '\t' or '\f' or '\v' or '\r')
                _at.Skip();
            else if (_at.Current == '\\' && _at.Peek(1) is '\n' or '\r')
                _at.SkipEscaped();
            else if (!(_at.Current == '/' && _at.Peek(1) == '*' && SkipComment()))
                return;
    }

    private bool SkipComment()
    {
        if (_at.Peek(1) == '*')
        {
            _at.Skip(2);
            _at.SkipPast("*/");
            return true;
        }
        if (_at.Peek(1) != '/')
            return false;
        // A line that ends in a backslash goes on.
        for (_at.SkipTo(LineStops); _at.Current == '\\'; _at.SkipTo(LineStops))
            _at.SkipEscaped();
        return true;
    }

    private void SkipQuoted()
    {
        var quote = _at.Current;
        _at.Skip();
        for (_at.SkipTo(QuotedStops); !_at.Ended && _at.Current != '\n'; _at.SkipTo(QuotedStops))
            if (_at.Current == '\\')
                _at.SkipEscaped();
            else
            {
                var closes = _at.Current == quote;
                _at.Skip();
                if (closes)
                    return;
            }
    }

    private void SkipRaw()
    {
        _at.Skip(2);
        var delimiter = _at.Position;
        while (_at.Current is not ('(' or '\n' or '"') && !_at.Ended && _at.Position - delimiter <= MaxDelimiterLength)
            _at.Skip();
        if (_at.Current == '(')
            _at.SkipPast($"){_at.From(delimiter)}\"");
    }

    private static readonly SearchValues<char> LineStops = SearchValues.Create("\n\\");
}
