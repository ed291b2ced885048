using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>Package, imports and top-level declarations of Java and Kotlin.</summary>
internal ref struct JvmScanner
{
    private readonly ImportList _imports = new();
    private readonly ImmutableArray<Declaration>.Builder _declarations = ImmutableArray.CreateBuilder<Declaration>();
    private readonly bool _kotlin;
    private CodeLexer _lexer;
    private CodeToken _token;

    private JvmScanner(ReadOnlySpan<char> text, bool kotlin)
    {
        _lexer = new CodeLexer(text, kotlin ? Dialect.Kotlin : Dialect.Java);
        _kotlin = kotlin;
    }

    public static FileFacts Scan(ReadOnlySpan<char> text, bool kotlin)
    {
        var scanner = new JvmScanner(text, kotlin);
        var package = scanner.Read();
        return new()
        {
            Imports = scanner._imports.ToImmutable(),
            IsCut = scanner._imports.IsCut,
            Declarations = scanner._declarations.ToImmutable(),
            Scopes = [new() { Kind = ScopeKind.Namespace, Name = package }],
        };
    }

    private string Read()
    {
        var package = "";
        var depth = 0;
        Step();
        while (_token.Kind != CodeTokenKind.End)
        {
            var token = _token;
            Step();
            if (token.Is('{') || token.Is('(') || token.Is('['))
                depth++;
            else if (token.Is('}') || token.Is(')') || token.Is(']'))
                depth = Math.Max(0, depth - 1);
            else if (depth == 0 && token.Kind == CodeTokenKind.Word)
                switch (_lexer.Text(token))
                {
                    case "package" when package.Length == 0:
                        package = Dotted();
                        break;
                    case "import":
                        ReadImport(token);
                        break;
                    case "class"
                    or "interface"
                    or "enum"
                    or "record"
                    or "object"
                    or "typealias" when _token.Kind == CodeTokenKind.Word && !_lexer.Is(_token, "class"):
                        Declare();
                        break;
                    case "fun" or "val" or "var" when _kotlin:
                        DeclareMember();
                        break;
                }
        }
        return package;
    }

    private void ReadImport(CodeToken keyword)
    {
        var form = ImportForm.Plain;
        if (!_kotlin && _lexer.Is(_token, "static"))
        {
            form = ImportForm.Static;
            Step();
        }
        if (Dotted() is { Length: > 0 } name)
            _imports.Add(
                new()
                {
                    Specifier = name,
                    Form = form,
                    Line = _lexer.Line(keyword),
                }
            );
    }

    /// <summary>A dotted name that may end in a star.</summary>
    private string Dotted()
    {
        var name = new System.Text.StringBuilder();
        while (_token.Kind == CodeTokenKind.Word || _token.Is('*'))
        {
            name.Append(_lexer.Text(_token));
            Step();
            if (!_token.Is('.'))
                break;
            name.Append('.');
            Step();
        }
        return name.ToString();
    }

    private void Declare()
    {
        _declarations.Add(new() { Name = _lexer.Text(_token).ToString() });
        Step();
    }

    /// <summary>
    /// A top-level function or property: the last name before its parameters, type or value, past type parameters and
    /// receiver.
    /// </summary>
    private void DeclareMember()
    {
        string? name = null;
        var afterDot = false;
        for (
            var angles = 0;
            _token.Kind is CodeTokenKind.Word
                || _token.Is('<')
                || _token.Is('>')
                || _token.Is('.')
                || _token.Is(',')
                || _token.Is('?')
                || angles > 0 && _token.Kind != CodeTokenKind.End && !_token.Is('{');
            Step()
        )
        {
            angles +=
                _token.Is('<') ? 1
                : _token.Is('>') ? -1
                : 0;
            if (angles == 0 && _token.Kind == CodeTokenKind.Word)
            {
                // "fun Map.get()" declares what elsewhere ends a declaration.
                if (
                    name is not null
                    && !afterDot
                    && _lexer.Text(_token) is "by" or "get" or "set" or "where" or "fun" or "val" or "var" or "class"
                )
                    break;
                name = _lexer.Text(_token).ToString();
            }
            afterDot = _token.Is('.');
        }
        if (name is not null)
            _declarations.Add(new() { Name = name });
    }

    private void Step() => _token = _lexer.Next();
}
