using static YudaiV3.CodeAnalysis.Scan.JavaScriptTokenKind;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Imports of JavaScript and TypeScript: static and dynamic ones, re-exports, <c>require</c> and reference comments.
/// </summary>
internal ref struct JavaScriptScanner
{
    private readonly ImportList _imports = new();
    private JavaScriptLexer _lexer;
    private JavaScriptToken _token;

    private JavaScriptScanner(ReadOnlySpan<char> text, int start, bool jsx) =>
        _lexer = new JavaScriptLexer(text, start, jsx);

    /// <summary>Reads a text from <paramref name="start"/> to its end.</summary>
    public static ImportList Scan(ReadOnlySpan<char> text, bool jsx, int start = 0)
    {
        var scanner = new JavaScriptScanner(text, start, jsx);
        scanner.Read();
        // An element that never ends was none: a type argument or an assertion.
        return scanner._lexer.InsideJsx ? Scan(text, jsx: false, start) : scanner._imports;
    }

    private void Read()
    {
        for (Step(); _token.Kind == Reference; Step())
            ReadReference();
        var before = default(JavaScriptToken);
        while (_token.Kind != End)
        {
            var token = _token;
            Step();
            if (token.Kind == Word && !before.Is('.') && !before.Is('#') && !Is(before, "function"))
                switch (_lexer.Text(token))
                {
                    case "import":
                        ReadImport(token, type: Is(before, "typeof"));
                        break;
                    case "export":
                        ReadExport(token);
                        break;
                    case "require":
                        ReadCall(token, EdgeKind.Import, ImportForm.Require);
                        break;
                }
            before = token;
        }
    }

    private void ReadImport(JavaScriptToken keyword, bool type)
    {
        if (_token.Kind == Text)
            Add(keyword, _token, EdgeKind.Import);
        else if (_token.Is('('))
            ReadCall(keyword, type ? EdgeKind.Type : EdgeKind.Dynamic, ImportForm.Plain);
        else if (_token.Kind == Word || _token.Is('{') || _token.Is('*'))
            ReadClause(keyword, EdgeKind.Import);
    }

    private void ReadExport(JavaScriptToken keyword)
    {
        if (_token.Is('{') || _token.Is('*') || Is(_token, "type"))
            ReadClause(keyword, EdgeKind.Reexport);
    }

    /// <summary>
    /// From what follows the keyword to the specifier. What does not belong to a clause ends it: then it was something
    /// else.
    /// </summary>
    private void ReadClause(JavaScriptToken keyword, EdgeKind kind)
    {
        if (Is(_token, "type"))
        {
            Step();
            if (
                _token.Is('{')
                || _token.Is('*')
                || kind == EdgeKind.Import && _token.Kind == Word && !(Is(_token, "from") && _lexer.NextIsText())
            )
                kind = EdgeKind.Type;
            else if (kind == EdgeKind.Reexport)
                return;
        }
        for (var braces = 0; ; Step())
        {
            if (Is(_token, "from") && braces == 0)
            {
                Step();
                if (_token.Kind == Text)
                {
                    Add(keyword, _token, kind);
                    return;
                }
            }
            if (_token.Is('='))
            {
                Step();
                if (kind != EdgeKind.Reexport && Is(_token, "require"))
                {
                    Step();
                    ReadCall(keyword, kind, ImportForm.Require);
                }
                return;
            }
            if (_token.Is('{'))
                braces++;
            else if (_token.Is('}') && --braces < 0)
                return;
            else if (
                braces == 0 && _token.Kind == Text
                || !(_token.Kind is Word or Text || _token.Is(',') || _token.Is('*') || _token.Is('}'))
            )
                return;
        }
    }

    private void ReadCall(JavaScriptToken keyword, EdgeKind kind, ImportForm form)
    {
        if (!_token.Is('('))
            return;
        Step();
        var specifier = _token;
        if (specifier.Kind != Text)
            return;
        Step();
        if (form == ImportForm.Require && _token.Is(','))
            Step();
        if (_token.Is(')') || form == ImportForm.Plain && _token.Is(','))
            Add(keyword, specifier, kind, form);
    }

    private void ReadReference()
    {
        var comment = _lexer.Text(_token)[3..].TrimStart();
        if (!comment.StartsWith("<reference") || comment.IndexOf("path") is not (>= 0 and var at))
            return;
        var value = comment[(at + 4)..].TrimStart();
        if (!value.StartsWith("=") || value[1..].TrimStart() is not ['"' or '\'', ..] quoted)
            return;
        if (quoted[1..].IndexOf(quoted[0]) is > 0 and var end)
            _imports.Add(
                new()
                {
                    Specifier = quoted.Slice(1, end).ToString(),
                    Kind = EdgeKind.Type,
                    Line = _lexer.Line(_token),
                    Form = ImportForm.Path,
                }
            );
    }

    private void Step() => _token = _lexer.Next();

    private readonly bool Is(JavaScriptToken token, string word) =>
        token.Kind == Word && _lexer.Text(token).SequenceEqual(word);

    private void Add(
        JavaScriptToken keyword,
        JavaScriptToken specifier,
        EdgeKind kind,
        ImportForm form = ImportForm.Plain
    )
    {
        if (_lexer.Text(specifier) is { Length: > 0 } text)
            _imports.Add(
                new()
                {
                    Specifier = text.Contains('\\') ? Unescape(text) : text.ToString(),
                    Kind = kind,
                    Line = _lexer.Line(keyword),
                    Form = form,
                }
            );
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        var plain = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (text[i] != '\\' || ++i < text.Length)
                plain.Append(text[i]);
        return plain.ToString();
    }
}
