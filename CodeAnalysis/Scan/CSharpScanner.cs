using System.Collections.Frozen;
using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Using directives, namespaces, declared types and the names of C# that may be types, each in its scope.
/// </summary>
internal ref partial struct CSharpScanner
{
    // No compiler accepts types that are nested deeper.
    private const int MaxScopeDepth = 100;

    private readonly ImportList _imports = new();
    private readonly ImmutableArray<Scope>.Builder _scopes = ImmutableArray.CreateBuilder<Scope>();
    private readonly ImmutableArray<Declaration>.Builder _declarations = ImmutableArray.CreateBuilder<Declaration>();
    private readonly Dictionary<(int Scope, string Name, bool Attribute), (int Line, bool Sure)> _uses = [];
    private readonly HashSet<(int Scope, string Name)> _members = [];
    private readonly HashSet<int> _enums = [];
    private readonly CSharpTokens _tokens;

    // for each open brace its scope, or the complement where the brace is a block in that scope
    private readonly Stack<int> _braces = new();
    private readonly Stack<bool> _brackets = new(); // for each open bracket, whether it holds attributes
    private CodeLexer _lexer;
    private int _outer; // the scope outside of all braces
    private int _pending = -1; // a declared scope whose brace is still to come
    private int _parentheses;
    private int _typeList = -1; // the parentheses around a list of base types or constraints, while inside it
    private int _argumentsEnd; // up to there tokens are type arguments
    private int _attributeEnd = -1;
    private int _aliasTarget = -1;
    private bool _statements; // outside of everything: the file is a program

    private CSharpScanner(ReadOnlySpan<char> text, IReadOnlySet<string> symbols)
    {
        _lexer = new CodeLexer(text, Dialect.CSharp, symbols);
        var tokens = TokenLists.Shared.Get();
        for (var token = _lexer.Next(); token.Kind != CodeTokenKind.End; token = _lexer.Next())
            if (tokens.Count < FactLimits.MaxTokens)
                tokens.Add(token);
        _tokens = new CSharpTokens(text, tokens);
        _scopes.Add(new() { Kind = ScopeKind.File });
    }

    public static FileFacts Scan(ReadOnlySpan<char> text)
    {
        var scanner = new CSharpScanner(text, FrozenSet<string>.Empty);
        return scanner.Facts() with
        {
            Conditional = scanner._lexer.DependsOnProject ? ConditionalText.From(text) : null,
        };
    }

    /// <param name="symbols">Those that the project defines, beside the ones of a .NET 10 debug build.</param>
    public static FileFacts Scan(ReadOnlySpan<char> text, IReadOnlySet<string> symbols) =>
        new CSharpScanner(text, symbols).Facts();

    private FileFacts Facts()
    {
        Read();
        TokenLists.Shared.Return(_tokens.List);
        return new()
        {
            Imports = _imports.ToImmutable(),
            IsCut = _imports.IsCut || _tokens.Count == FactLimits.MaxTokens,
            Scopes = _scopes.ToImmutable(),
            Declarations = _declarations.ToImmutable(),
            Uses = Uses(),
        };
    }

    private readonly int Inside => _braces.TryPeek(out var scope) ? scope : _outer;

    private readonly int Current => Inside is < 0 and var block ? ~block : Inside;

    private readonly ReadOnlySpan<char> Text(int index) => _tokens.Text(index);

    private readonly bool IsWord(int index) => _tokens.IsWord(index);

    private readonly bool IsName(int index) => _tokens.IsName(index);

    private readonly bool Is(int index, string word) => _tokens.Is(index, word);

    private readonly bool Is(int index, char symbol) => _tokens.Is(index, symbol);

    private void Read()
    {
        var i = 0;
        while (i < _tokens.Count)
            i =
                _tokens[i].Kind == CodeTokenKind.Word ? ReadWord(i)
                : _tokens[i].Kind == CodeTokenKind.Symbol ? ReadSymbol(i)
                : i + 1;
        if (_statements)
            _declarations.Add(new() { Name = "Program" });
    }

    private int ReadSymbol(int i)
    {
        switch (_tokens[i].Symbol)
        {
            case '{':
                _braces.Push(_pending >= 0 ? _pending : ~Current);
                (_pending, _typeList) = (-1, -1);
                break;
            case '}':
                _braces.TryPop(out _);
                break;
            case ';':
                _statements |=
                    _braces.Count == 0
                    && _outer == 0
                    && _pending < 0
                    && _parentheses == 0
                    && _aliasTarget < 0
                    && !Is(i - 1, '}');
                (_pending, _typeList, _aliasTarget) = (-1, -1, -1);
                break;
            case '(':
                _parentheses++;
                if (_tokens.TupleEnd(i, _attributeEnd) is > 0 and var end)
                    _argumentsEnd = Math.Max(_argumentsEnd, end);
                break;
            case ')':
                _parentheses = Math.Max(0, _parentheses - 1);
                break;
            case '[':
                _brackets.Push(
                    !(
                        IsName(i - 1)
                        || _tokens.At(i - 1).Kind == CodeTokenKind.Operand
                        || Is(i - 1, ')')
                        || Is(i - 1, '>')
                        || Is(i - 1, '?')
                        || Is(i - 1, ']') && _attributeEnd != i - 1
                        || IsWord(i - 1) && (CSharpWords.IsType(Text(i - 1)) || Is(i - 1, "this") || Is(i - 1, "new"))
                    )
                );
                break;
            case ']':
                if (_brackets.TryPop(out var attributes) && attributes)
                    _attributeEnd = i;
                break;
            case ':' when _pending >= 0 && _typeList < 0:
                _typeList = _parentheses;
                break;
            case '=' when Is(i + 1, '>'):
                _typeList = -1;
                break;
        }
        return i + 1;
    }

    private int ReadWord(int i)
    {
        switch (Text(i))
        {
            case "using"
                when Inside == Current && _scopes[Current].Kind != ScopeKind.Type && ReadUsing(i) is > 0 and var after:
                return after;
            case "namespace" when IsName(i + 1):
                return ReadNamespace(i);
            case "class" or "struct" or "interface" or "enum" when IsName(i + 1) && _typeList < 0:
                return Declare(i + 1, isEnum: Is(i, "enum"));
            case "record"
                when IsName(i + 1)
                    && !FollowsType(i)
                    && (Is(i + 2, '(') || Is(i + 2, '{') || Is(i + 2, ';') || Is(i + 2, ':') || Is(i + 2, '<')):
                return Declare(i + 1, isEnum: false);
            case "delegate" when IsWord(i + 1) || Is(i + 1, '('):
                DeclareDelegate(i + 1);
                return i + 1;
            case "where" when IsName(i + 1) && Is(i + 2, ':') && !Is(i + 3, ':'):
                _typeList = _parentheses;
                return i + 2;
        }
        if (
            IsName(i)
            && !Is(i - 1, '.')
            && !(Is(i - 1, ':') && Is(i - 2, ':'))
            && !CSharpWords.IsNeverDeclared(Text(i))
            && !(Is(i, "global") && !Is(i + 1, ':'))
        )
            ReadName(i);
        // After the name: its own arguments are not what it stands in.
        if (Is(i + 1, '<') && _tokens.TypeArguments(i + 1) is { End: > 0 } arguments)
            _argumentsEnd = Math.Max(_argumentsEnd, arguments.End);
        return i + 1;
    }
}
