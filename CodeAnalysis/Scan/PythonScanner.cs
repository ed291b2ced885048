using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>Python's <c>import</c> and <c>from … import</c> statements, wherever they stand.</summary>
internal ref struct PythonScanner
{
    private const int TabWidth = 8;
    private readonly ImmutableArray<ImportFact>.Builder _imports = ImmutableArray.CreateBuilder<ImportFact>();
    private Cursor _at;
    private int _brackets;
    private int _indent;
    private int? _typeCheckingIndent; // inside "if TYPE_CHECKING:" that stands at this indent

    private PythonScanner(ReadOnlySpan<char> text) => _at = new Cursor(text);

    public static ImmutableArray<ImportFact> Scan(ReadOnlySpan<char> text)
    {
        var scanner = new PythonScanner(text);
        scanner.Read();
        return scanner._imports.ToImmutable();
    }

    private void Read()
    {
        BeginLine();
        for (var statement = true; !_at.Ended; )
        {
            var before = _at.Current;
            switch (before)
            {
                case ' ' or '\t' or '\f' or '\r':
                    _at.Skip();
                    continue;
                case '\\':
                    SkipEscaped();
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
                    SkipString();
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
            case "if" when AsksTypeChecking():
                _typeCheckingIndent ??= _indent;
                break;
        }
    }

    private void ReadImport(int keyword)
    {
        do
        {
            SkipBlank(parenthesized: false);
            if (Dotted() is not { Length: > 0 } name)
                return;
            Add(keyword, name, ImportForm.Plain, []);
            SkipAlias(parenthesized: false);
        } while (Take(','));
    }

    private void ReadFrom(int keyword)
    {
        SkipBlank(parenthesized: false);
        var module = Dotted();
        SkipBlank(parenthesized: false);
        if (module.Length == 0 || Word() is not "import")
            return;
        SkipBlank(parenthesized: false);
        if (Take('*'))
        {
            Add(keyword, module, ImportForm.Wildcard, []);
            return;
        }
        var parenthesized = Take('(');
        var names = ImmutableArray.CreateBuilder<string>();
        do
        {
            SkipBlank(parenthesized);
            if (Word() is not { Length: > 0 } name)
                break;
            names.Add(name.ToString());
            SkipAlias(parenthesized);
        } while (Take(','));
        if (parenthesized)
            Take(')');
        if (names.Count > 0)
            Add(keyword, module, ImportForm.From, names.ToImmutable());
    }

    private void SkipAlias(bool parenthesized)
    {
        SkipBlank(parenthesized);
        if (!_at.At("as") || !char.IsWhiteSpace(_at.Peek(2)) && _at.Peek(2) != '\\')
            return;
        _at.Skip(2);
        SkipBlank(parenthesized);
        Word();
        SkipBlank(parenthesized);
    }

    /// <summary>Leading dots and a dotted name, without the blanks that may stand between.</summary>
    private string Dotted()
    {
        var name = new System.Text.StringBuilder();
        while (true)
        {
            SkipBlank(parenthesized: false);
            if (_at.Current == '.')
            {
                name.Append('.');
                _at.Skip();
            }
            else if (
                (name.Length == 0 || name[^1] == '.')
                && Cursor.StartsWord(_at.Current)
                && !(name.Length > 0 && AtKeywordImport())
            )
                name.Append(Word());
            else
                return name.ToString();
        }
    }

    private readonly bool AtKeywordImport() =>
        _at.At("import") && !Cursor.StartsWord(_at.Peek(6)) && !char.IsAsciiDigit(_at.Peek(6));

    private ReadOnlySpan<char> Word()
    {
        var start = _at.Position;
        if (Cursor.StartsWord(_at.Current))
            _at.SkipWord();
        return _at.From(start);
    }

    private bool Take(char expected)
    {
        if (_at.Current != expected)
            return false;
        _at.Skip();
        return true;
    }

    private void SkipBlank(bool parenthesized)
    {
        while (true)
            if (_at.Current is ' ' or '\t' or '\f' || parenthesized && _at.Current is '\r' or '\n')
                _at.Skip();
            else if (_at.Current == '\\' && _at.Peek(1) is '\r' or '\n')
                SkipEscaped();
            else if (parenthesized && _at.Current == '#')
                _at.SkipTo('\n');
            else
                return;
    }

    private void SkipEscaped() => _at.Skip(_at.Peek(1) == '\r' && _at.Peek(2) == '\n' ? 3 : 2);

    private void SkipString()
    {
        var quote = _at.Current;
        if (_at.Peek(1) == quote && _at.Peek(2) == quote)
        {
            _at.Skip(3);
            for (
                _at.SkipTo(QuoteStops);
                !_at.Ended && !(_at.Current == quote && _at.Peek(1) == quote && _at.Peek(2) == quote);
                _at.SkipTo(QuoteStops)
            )
                _at.Skip(_at.Current == '\\' ? 2 : 1);
            _at.Skip(3);
            return;
        }
        _at.Skip();
        for (_at.SkipTo(LineStops); !_at.Ended && _at.Current != quote; _at.SkipTo(LineStops))
        {
            if (_at.Current == '\n')
                return; // never closed
            _at.Skip(
                _at.Current != '\\' ? 1
                : _at.Peek(1) == '\r' && _at.Peek(2) == '\n' ? 3
                : 2
            );
        }
        _at.Skip();
    }

    private readonly bool AsksTypeChecking()
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

    private static readonly System.Buffers.SearchValues<char> QuoteStops = System.Buffers.SearchValues.Create("\"'\\");
    private static readonly System.Buffers.SearchValues<char> LineStops = System.Buffers.SearchValues.Create("\"'\\\n");
}
