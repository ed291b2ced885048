namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>The items of Rust, with the methods of implementations and traits.</summary>
internal readonly ref struct RustSymbols(SymbolTokens tokens, SymbolList symbols)
{
    private const int MaxDepth = 50;
    private readonly SymbolTokens _tokens = tokens;

    public void Read() => ReadItems(0, _tokens.Count, null, isType: false, 0);

    private void ReadItems(int start, int end, string? container, bool isType, int depth)
    {
        var i = start;
        while (i < end)
            i = _tokens.IsWord(i) ? ReadWord(i, end, container, isType, depth) : _tokens.Next(i);
    }

    private int ReadWord(int i, int end, string? container, bool isType, int depth)
    {
        switch (_tokens.Text(i))
        {
            case "fn" when _tokens.IsWord(i + 1):
                return ReadItem(
                    i,
                    end,
                    isType ? SymbolKind.Method : SymbolKind.Function,
                    container,
                    isType: false,
                    depth
                );
            case "struct" or "union" or "enum" when _tokens.IsWord(i + 1):
                return ReadItem(i, end, SymbolKind.Class, container, isType: null, depth);
            case "trait" when _tokens.IsWord(i + 1):
                return ReadItem(i, end, SymbolKind.Interface, container, isType: true, depth);
            case "mod" when _tokens.IsWord(i + 1):
                return ReadItem(i, end, SymbolKind.Module, container, isType: false, depth);
            case "type" when _tokens.IsWord(i + 1):
                return ReadItem(i, end, SymbolKind.Type, container, isType: null, depth);
            case "const" or "static" when _tokens.IsWord(i + 1) && _tokens.Is(i + 2, ':'):
                return ReadItem(i, end, SymbolKind.Constant, container, isType: null, depth);
            case "macro_rules" when _tokens.Is(i + 1, '!') && _tokens.IsWord(i + 2):
                Add(SymbolKind.Other, i + 2, _tokens.Next(i + 3) - 1, container);
                return _tokens.Next(i + 3);
            case "impl":
                return ReadImplementation(i, end, depth);
            default:
                return i + 1;
        }
    }

    /// <param name="isType">Whether what stands inside is part of a type; null if it is not looked at.</param>
    private int ReadItem(int i, int end, SymbolKind kind, string? container, bool? isType, int depth)
    {
        var body = Body(i + 2, end);
        var last = _tokens.Is(body, '{') ? _tokens.Close(body) : body;
        Add(kind, i + 1, last, container);
        if (isType is { } inside && _tokens.Is(body, '{') && depth < MaxDepth)
            ReadItems(body + 1, last, SymbolList.Inside(container, _tokens.Text(i + 1)), inside, depth + 1);
        return last + 1;
    }

    private int ReadImplementation(int i, int end, int depth)
    {
        var body = Body(i + 1, end);
        if (!_tokens.Is(body, '{'))
            return i + 1;
        string? name = null;
        var angles = 0;
        for (var at = i + 1; at < body && !_tokens.Is(at, "where"); at++)
            if (_tokens.Is(at, '<'))
                angles++;
            else if (_tokens.Is(at, '>') && !_tokens.Is(at - 1, '-'))
                angles--;
            else if (angles == 0 && _tokens.IsWord(at) && !_tokens.Is(at, "for") && !_tokens.Is(at, "dyn"))
                name = _tokens.Text(at).ToString();
        if (depth < MaxDepth)
            ReadItems(body + 1, _tokens.Close(body), name, isType: true, depth + 1);
        return _tokens.Close(body) + 1;
    }

    /// <summary>The brace or semicolon that ends the head of an item.</summary>
    private int Body(int at, int end)
    {
        while (at < end && !_tokens.Is(at, '{') && !_tokens.Is(at, ';'))
            at = _tokens.Next(at);
        return at;
    }

    private void Add(SymbolKind kind, int name, int end, string? container) =>
        symbols.Add(kind, _tokens.Text(name), _tokens.Line(name), _tokens.Line(end), container);
}
