namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>Types, functions, methods and constants of PHP.</summary>
internal ref struct PhpSymbols(SymbolTokens tokens, SymbolList symbols)
{
    private readonly SymbolTokens _tokens = tokens;
    private readonly Stack<(int End, string Name)> _types = new();

    public void Read()
    {
        for (var i = 0; i < _tokens.Count; i++)
        {
            while (_types.TryPeek(out var type) && i > type.End)
                _types.Pop();
            if (_tokens.IsWord(i) && !_tokens.Is(i - 1, ':') && !_tokens.Is(i - 1, '>') && !_tokens.Is(i - 1, "new"))
                ReadWord(i);
        }
    }

    private readonly void ReadWord(int i)
    {
        switch (_tokens.Text(i))
        {
            case "class" or "trait" or "enum" when IsName(i + 1):
                _types.Push((Add(SymbolKind.Class, i + 1), _tokens.Text(i + 1).ToString()));
                break;
            case "interface" when IsName(i + 1):
                _types.Push((Add(SymbolKind.Interface, i + 1), _tokens.Text(i + 1).ToString()));
                break;
            case "function":
                var name = _tokens.Is(i + 1, '&') ? i + 2 : i + 1;
                if (_tokens.IsWord(name) && _tokens.Is(name + 1, '('))
                    Add(_types.Count > 0 ? SymbolKind.Method : SymbolKind.Function, name);
                break;
            case "const" when _tokens.IsWord(i + 1) && _tokens.Is(i + 2, '='):
                Add(SymbolKind.Constant, i + 1);
                break;
        }
    }

    private readonly bool IsName(int i) =>
        _tokens.IsWord(i)
        && !_tokens.Is(i, "extends")
        && !_tokens.Is(i, "implements")
        && !_tokens.Text(i).StartsWith("$");

    private readonly int Add(SymbolKind kind, int name)
    {
        var end = name + 1;
        while (end < _tokens.Count && !_tokens.Is(end, '{') && !_tokens.Is(end, ';'))
            end = _tokens.Next(end);
        var last = _tokens.Is(end, '{') ? _tokens.Close(end) : end;
        symbols.Add(
            kind,
            _tokens.Text(name),
            _tokens.Line(name),
            _tokens.Line(last),
            _types.TryPeek(out var type) ? type.Name : null
        );
        return last;
    }
}
