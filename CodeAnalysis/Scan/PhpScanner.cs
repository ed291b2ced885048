using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>PHP's namespaces, <c>use</c> clauses, includes and declared types, inside its tags.</summary>
internal ref struct PhpScanner
{
    private const int MaxLevels = 100;

    private readonly ImportList _imports = new();
    private readonly ImmutableArray<Declaration>.Builder _declarations = ImmutableArray.CreateBuilder<Declaration>();
    private readonly ImmutableArray<Scope>.Builder _scopes = ImmutableArray.CreateBuilder<Scope>();
    private CodeLexer _lexer;
    private CodeToken _token;
    private int _depth;
    private int _namespaceDepth; // the braces around the declarations of the namespace

    private PhpScanner(ReadOnlySpan<char> text) => _lexer = new CodeLexer(text, Dialect.Php);

    public static FileFacts Scan(ReadOnlySpan<char> text)
    {
        var scanner = new PhpScanner(text);
        scanner._scopes.Add(new() { Kind = ScopeKind.Namespace });
        scanner.Read();
        return new()
        {
            Imports = scanner._imports.ToImmutable(),
            IsCut = scanner._imports.IsCut,
            Declarations = scanner._declarations.ToImmutable(),
            Scopes = scanner._scopes.ToImmutable(),
        };
    }

    private void Read()
    {
        Step();
        var before = default(CodeToken);
        while (_token.Kind != CodeTokenKind.End)
        {
            var token = _token;
            Step();
            if (token.Is('{'))
                _depth++;
            else if (token.Is('}'))
                _depth = Math.Max(0, _depth - 1);
            else if (token.Kind == CodeTokenKind.Word && !before.Is('>') && !before.Is(':'))
                ReadWord(token);
            before = token;
        }
    }

    private void ReadWord(CodeToken word)
    {
        switch (_lexer.Text(word))
        {
            case "namespace" when _token.Kind == CodeTokenKind.Word:
                _scopes.Add(new() { Kind = ScopeKind.Namespace, Name = Name() });
                _namespaceDepth = _depth + (_token.Is('{') ? 1 : 0);
                break;
            case "use" when _depth == _namespaceDepth && !_token.Is('('):
                ReadUse(word);
                break;
            case "class"
            or "interface"
            or "trait"
            or "enum" when _token.Kind == CodeTokenKind.Word && _depth == _namespaceDepth:
                _declarations.Add(new() { Name = _lexer.Text(_token).ToString(), Scope = _scopes.Count - 1 });
                break;
            case "require" or "require_once" or "include" or "include_once":
                ReadInclude(word);
                break;
        }
    }

    private void ReadUse(CodeToken keyword)
    {
        if (_lexer.Is(_token, "function") || _lexer.Is(_token, "const"))
            return; // what they name is no file's
        do
        {
            if (_token.Is(','))
                Step();
            var name = Name();
            if (_token.Is('{'))
            {
                var prefix = name;
                do
                {
                    Step();
                    Add(keyword, prefix + Name());
                    SkipAlias();
                } while (_token.Is(','));
                Step();
            }
            else
                Add(keyword, name);
            SkipAlias();
        } while (_token.Is(','));
    }

    private void ReadInclude(CodeToken keyword)
    {
        if (_token.Is('('))
            Step();
        var own = OwnFolder();
        if (_token.Kind != CodeTokenKind.Text || _lexer.Text(_token) is not { Length: > 0 } path || path.Contains('$'))
            return;
        var specifier = own is null ? path.ToString() : $"{own}{path.TrimStart('/')}";
        Step();
        if (!_token.Is('.'))
            _imports.Add(
                new()
                {
                    Specifier = specifier,
                    Kind = EdgeKind.Include,
                    Form = ImportForm.Path,
                    Line = _lexer.Line(keyword),
                }
            );
    }

    /// <summary>
    /// Reads <c>__DIR__</c> and calls of <c>dirname</c> around it up to the point behind them: the way from the file's
    /// folder, or null where there is none.
    /// </summary>
    private string? OwnFolder()
    {
        var up = 0;
        for (; _lexer.Is(_token, "dirname") || _token.Is('(') && up > 0; Step())
            up += _token.Is('(') ? 0 : 1;
        if (!_lexer.Is(_token, "__DIR__") && !_lexer.Is(_token, "__FILE__"))
            return null;
        up -= _lexer.Is(_token, "__FILE__") ? 1 : 0;
        for (Step(); _token.Is(')') || _token.Is(',') || _token.Kind == CodeTokenKind.Operand; Step())
            if (_token.Kind == CodeTokenKind.Operand && int.TryParse(_lexer.Text(_token), out var levels))
                up += Math.Clamp(levels, 1, MaxLevels) - 1;
        if (!_token.Is('.'))
            return null;
        Step();
        return up <= 0 ? "./" : string.Concat(Enumerable.Repeat("../", Math.Min(up, MaxLevels)));
    }

    private string Name()
    {
        var name = new System.Text.StringBuilder();
        for (; _token.Kind == CodeTokenKind.Word && (name.Length == 0 || name[^1] == '\\') || _token.Is('\\'); Step())
            if (name.Length < FactLimits.MaxNameLength && _lexer.Text(_token) is var text)
                name.Append(text[..Math.Min(text.Length, FactLimits.MaxNameLength)]);
        return name.ToString();
    }

    private void SkipAlias()
    {
        if (!_lexer.Is(_token, "as"))
            return;
        Step();
        Step();
    }

    private void Add(CodeToken keyword, string name)
    {
        if (name.Trim('\\') is { Length: > 0 } plain)
            _imports.Add(new() { Specifier = plain, Line = _lexer.Line(keyword) });
    }

    private void Step() => _token = _lexer.Next();
}
