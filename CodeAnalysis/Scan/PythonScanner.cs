using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>Reads the <c>import</c> and <c>from … import</c> statements of Python, at any indent.</summary>
internal ref struct PythonScanner
{
    private const int TabWidth = 8;
    private readonly ImportList _imports = new();
    private Cursor _at;
    private int _brackets;
    private int _indent;
    private int? _typeCheckingIndent; // the indent of the enclosing "if TYPE_CHECKING:"

    private PythonScanner(ReadOnlySpan<char> text) => _at = new Cursor(text);

    public static ImportList Scan(ReadOnlySpan<char> text)
    {
        var scanner = new PythonScanner(text);
        scanner.Read();
        return scanner._imports;
    }

    private void Read()
    {
        BeginLine();
        var statement = true;
        while (!_at.Ended)
        {
            var before = _at.Current;
            switch (before)
            {
                case ' ' or '\t' or '\f' or '\r':
                    _at.Skip();
                    continue;
                case '\\':
                    _at.SkipEscaped();
                    continue;
                case '#':
                    _at.SkipTo('\n');
                    continue;
                case '\n':
                    _at.Skip();
                    if (_brackets == 0)
                        BeginLine();
                    statement |= _brackets == 0;
                    continue;
                case '"' or '\'':
                    _at.SkipPythonString();
                    break;
                case '(' or '[' or '{':
                    _brackets++;
                    _at.Skip();
                    break;
                case ')' or ']' or '}':
                    _brackets = Math.Max(0, _brackets - 1);
                    _at.Skip();
                    break;
                case var letter when Cursor.StartsWord(letter):
                    ReadWord(statement);
                    break;
                case var digit when char.IsAsciiDigit(digit):
                    _at.SkipWord();
                    break;
                default:
                    _at.Skip();
                    break;
            }
            statement = _brackets == 0 && before is ';' or ':';
        }
    }

    private void BeginLine()
    {
        _indent = 0;
        for (; _at.Current is ' ' or '\t' or '\f'; _at.Skip())
            _indent =
                _at.Current == '\t' ? (_indent / TabWidth + 1) * TabWidth
                : _at.Current == ' ' ? _indent + 1
                : 0;
        if (_indent <= _typeCheckingIndent && _at.Current is not ('#' or '\r' or '\n'))
            _typeCheckingIndent = null;
    }

    private void ReadWord(bool statement)
    {
        var start = _at.Position;
        _at.SkipWord();
        if (!statement)
            return;
        switch (_at.From(start))
        {
            case "import":
                ReadImport(start);
                break;
            case "from":
                ReadFrom(start);
                break;
            case "if" when IsTypeCheckingCondition():
                _typeCheckingIndent ??= _indent;
                break;
        }
    }

    private void ReadImport(int keyword)
    {
        do
        {
            _at.SkipPythonBlank(parenthesized: false);
            if (_at.TakeDottedName() is not { Length: > 0 } name)
                return;
            Add(keyword, name, ImportForm.Plain, []);
            SkipAlias(parenthesized: false);
        } while (_at.Take(','));
    }

    private void ReadFrom(int keyword)
    {
        _at.SkipPythonBlank(parenthesized: false);
        var module = _at.TakeDottedName();
        _at.SkipPythonBlank(parenthesized: false);
        if (module.Length == 0 || _at.TakeWord() is not "import")
            return;
        _at.SkipPythonBlank(parenthesized: false);
        if (_at.Take('*'))
        {
            Add(keyword, module, ImportForm.Wildcard, []);
            return;
        }
        var parenthesized = _at.Take('(');
        var names = ImmutableArray.CreateBuilder<string>();
        do
        {
            _at.SkipPythonBlank(parenthesized);
            if (_at.TakeWord() is not { Length: > 0 } name)
                break;
            names.Add(name.ToString());
            SkipAlias(parenthesized);
        } while (_at.Take(','));
        if (parenthesized)
            _at.Take(')');
        if (names.Count > 0)
            Add(keyword, module, ImportForm.From, names.ToImmutable());
    }

    private void SkipAlias(bool parenthesized)
    {
        _at.SkipPythonBlank(parenthesized);
        if (!_at.At("as") || !char.IsWhiteSpace(_at.Peek(2)) && _at.Peek(2) != '\\')
            return;
        _at.Skip(2);
        _at.SkipPythonBlank(parenthesized);
        _at.TakeWord();
        _at.SkipPythonBlank(parenthesized);
    }

    private readonly bool IsTypeCheckingCondition()
    {
        var rest = _at.Rest;
        var line = rest[..(rest.IndexOfAny('\n', ':') is >= 0 and var end ? end : rest.Length)].Trim();
        return line is "TYPE_CHECKING" || line.EndsWith(".TYPE_CHECKING") && !line.ContainsAny(' ', '(');
    }

    private void Add(int keyword, string specifier, ImportForm form, ImmutableArray<string> names) =>
        _imports.Add(
            new()
            {
                Specifier = specifier,
                Form = form,
                Names = names,
                Kind = _typeCheckingIndent is null ? EdgeKind.Import : EdgeKind.Type,
                Line = _at.Line(keyword),
            }
        );
}
