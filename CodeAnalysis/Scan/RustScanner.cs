using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Rust's modules, <c>use</c> trees and <c>extern crate</c>s, with the inline modules they stand in. Nothing inside a
/// macro call is read.
/// </summary>
internal ref partial struct RustScanner
{
    // Deeper than any compiler goes: the names of modules inside modules must not cost more than the text.
    private const int MaxModuleDepth = 100;
    private readonly ImportList _imports = new();
    private readonly ImmutableArray<Scope>.Builder _scopes = ImmutableArray.CreateBuilder<Scope>();
    private readonly ImmutableArray<Declaration>.Builder _items = ImmutableArray.CreateBuilder<Declaration>();

    // for each open brace its module, or the complement of that where it is no module's own
    private readonly Stack<int> _braces = new();
    private CodeLexer _lexer;
    private CodeToken _token;
    private string? _path; // of a path attribute, until the item that it belongs to

    private RustScanner(ReadOnlySpan<char> text) => _lexer = new CodeLexer(text, Dialect.Rust);

    public static FileFacts Scan(ReadOnlySpan<char> text)
    {
        var scanner = new RustScanner(text);
        scanner._scopes.Add(new() { Kind = ScopeKind.File });
        scanner.Read();
        return new()
        {
            Imports = scanner._imports.ToImmutable(),
            IsCut = scanner._imports.IsCut,
            Scopes = scanner._scopes.ToImmutable(),
            Declarations = scanner._items.ToImmutable(),
        };
    }

    private readonly int Inside => _braces.TryPeek(out var module) ? module : 0;

    private readonly int Module => Inside is < 0 and var body ? ~body : Inside;

    private void Read()
    {
        var exported = false;
        Step();
        while (_token.Kind != CodeTokenKind.End)
        {
            var token = _token;
            Step();
            if (token.Kind == CodeTokenKind.Word)
            {
                if (_token.Is('!') && !IsKeyword(token))
                {
                    SkipMacro(defines: _lexer.Is(token, "macro_rules"));
                    continue;
                }
                var word = _lexer.Text(token);
                switch (word)
                {
                    case "mod" when _token.Kind == CodeTokenKind.Word:
                        ReadModule(token);
                        break;
                    case "use":
                        ReadUse(token, exported);
                        break;
                    case "extern" when _lexer.Is(_token, "crate"):
                        ReadCrate(token, exported);
                        break;
                    case "fn"
                    or "struct"
                    or "enum"
                    or "trait"
                    or "const"
                    or "static"
                    or "type"
                    or "union" when _token.Kind == CodeTokenKind.Word && Inside >= 0:
                        Declare();
                        break;
                }
                exported = word is "pub" || exported && word is "crate" or "super" or "self" or "in";
                _path = word is "pub" or "mod" || exported ? _path : null;
            }
            else if (token.Is('#'))
                ReadAttribute();
            else if (token.Is('{'))
                _braces.Push(~Module);
            else if (token.Is('}'))
                _braces.TryPop(out _);
        }
    }

    private void ReadModule(CodeToken keyword)
    {
        var name = _lexer.Text(_token).ToString();
        Step();
        if (_token.Is(';'))
            _imports.Add(
                new()
                {
                    Specifier = name,
                    Kind = EdgeKind.Module,
                    Form = ImportForm.Module,
                    Line = _lexer.Line(keyword),
                    Scope = Module,
                    Path = _path,
                }
            );
        else if (_token.Is('{') && _braces.Count < MaxModuleDepth)
        {
            _scopes.Add(
                new()
                {
                    Kind = ScopeKind.Module,
                    Name = name,
                    Parent = Module,
                    Path = _path,
                }
            );
            _braces.Push(_scopes.Count - 1);
            Step();
        }
        _path = null;
    }

    private void Declare() => _items.Add(new() { Name = _lexer.Text(_token).ToString(), Scope = Module });

    private void ReadCrate(CodeToken keyword, bool exported)
    {
        Step();
        var name = _lexer.Text(_token).ToString();
        Step();
        var alias = name;
        if (_lexer.Is(_token, "as"))
        {
            Step();
            alias = _lexer.Text(_token).ToString();
        }
        Add(keyword, name == "self" ? "crate" : $"::{name}", alias, exported, ImportForm.Plain);
    }

    private void ReadAttribute()
    {
        if (_token.Is('!'))
            Step();
        if (!_token.Is('['))
            return;
        Step();
        if (_lexer.Is(_token, "path"))
        {
            Step();
            if (_token.Is('='))
            {
                Step();
                _path = _token.Kind == CodeTokenKind.Text ? _lexer.Text(_token).ToString() : _path;
            }
        }
        SkipTree(1);
    }

    /// <summary>
    /// From the exclamation mark past the call's arguments, and past the name that a macro may have before these.
    /// </summary>
    private void SkipMacro(bool defines)
    {
        Step();
        if (_token.Kind == CodeTokenKind.Word)
        {
            if (defines)
                Declare();
            Step();
        }
        if (!_token.Is('(') && !_token.Is('[') && !_token.Is('{'))
            return;
        Step();
        SkipTree(1);
    }

    /// <summary>Past the brackets that are open.</summary>
    private void SkipTree(int open)
    {
        for (; open > 0 && _token.Kind != CodeTokenKind.End; Step())
            open +=
                _token.Is('(') || _token.Is('[') || _token.Is('{') ? 1
                : _token.Is(')') || _token.Is(']') || _token.Is('}') ? -1
                : 0;
    }

    private readonly bool IsKeyword(CodeToken token) =>
        _lexer.Text(token)
            is "if"
                or "while"
                or "match"
                or "return"
                or "in"
                or "else"
                or "let"
                or "for"
                or "loop"
                or "break"
                or "move"
                or "mut"
                or "impl"
                or "as"
                or "unsafe"
                or "await";

    private void Step() => _token = _lexer.Next();
}
