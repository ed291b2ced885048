namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>Types, functions and properties of Kotlin.</summary>
internal readonly ref struct KotlinSymbols(SymbolTokens tokens, SymbolList symbols)
{
    private const int MaxDepth = 50;
    private readonly SymbolTokens _tokens = tokens;

    public void Read() => ReadMembers(0, _tokens.Count, null, 0);

    private void ReadMembers(int start, int end, string? container, int depth)
    {
        var i = start;
        while (i < end && !symbols.IsFull)
            i = _tokens.IsWord(i) && !_tokens.Is(i - 1, ':') ? ReadWord(i, end, container, depth) : _tokens.Next(i);
    }

    private int ReadWord(int i, int end, string? container, int depth)
    {
        switch (_tokens.Text(i))
        {
            case "class" or "object" when IsName(i + 1):
                return ReadType(i + 1, end, SymbolKind.Class, container, depth);
            case "interface" when IsName(i + 1):
                return ReadType(i + 1, end, SymbolKind.Interface, container, depth);
            case "object" when _tokens.Is(i - 1, "companion") && _tokens.Is(i + 1, '{') && depth < MaxDepth:
                ReadMembers(i + 2, _tokens.Close(i + 1), container, depth + 1);
                return _tokens.Close(i + 1) + 1;
            case "typealias" when IsName(i + 1):
                Add(SymbolKind.Type, i + 1, i + 1, container);
                return i + 2;
            case "fun":
                return ReadFunction(i + 1, end, container);
            case "val" or "var":
                return ReadProperty(i + 1, container);
            default:
                return i + 1;
        }
    }

    private bool IsName(int i) => _tokens.IsWord(i) && !_tokens.BeginsLine(i);

    private int ReadType(int name, int end, SymbolKind kind, string? container, int depth)
    {
        var at = name + 1;
        while (at < end && !_tokens.Is(at, '{') && !Begins(at))
            at = _tokens.Next(at);
        var hasBody = at < end && _tokens.Is(at, '{');
        var last = hasBody ? _tokens.Close(at) : at - 1;
        Add(kind, name, last, container);
        if (hasBody && depth < MaxDepth)
            ReadMembers(at + 1, last, SymbolList.Inside(container, _tokens.Text(name)), depth + 1);
        return last + 1;
    }

    // "class A(val b: C) :" goes on in the next line.
    private bool Begins(int at) =>
        _tokens.BeginsLine(at)
        && !_tokens.Is(at, ':')
        && !_tokens.Is(at, '(')
        && !_tokens.Is(at, ',')
        && !_tokens.Is(at, '=')
        && !_tokens.Is(at - 1, ':')
        && !_tokens.Is(at - 1, ',')
        && !_tokens.Is(at - 1, '=');

    private int ReadFunction(int i, int end, string? container)
    {
        var name = -1;
        var at = i;
        for (; at < end && !_tokens.Is(at, '(') && !_tokens.Is(at, '{'); at++)
            name = _tokens.IsWord(at) ? at : name;
        if (name < 0 || !_tokens.Is(at, '('))
            return i;
        at = _tokens.Close(at) + 1;
        while (at < end && !_tokens.Is(at, '{') && !_tokens.Is(at, '=') && !Begins(at))
            at = _tokens.Next(at);
        if (_tokens.Is(at, '='))
            at = Expression(at);
        var last = _tokens.Is(at, '{') ? _tokens.Close(at) : at - 1;
        Add(container is null ? SymbolKind.Function : SymbolKind.Method, name, last, container);
        return last + 1;
    }

    private int ReadProperty(int i, string? container)
    {
        var name = i;
        while (_tokens.IsWord(name) && _tokens.Is(name + 1, '.'))
            name += 2;
        if (!_tokens.IsWord(name))
            return i + 1;
        var at = Expression(name);
        Add(SymbolKind.Property, name, at - 1, container);
        return at;
    }

    private int Expression(int at)
    {
        for (at++; at < _tokens.Count && !Begins(at) && !_tokens.Is(at, '}'); at = _tokens.Next(at)) { }
        return at;
    }

    private void Add(SymbolKind kind, int name, int end, string? container) =>
        symbols.Add(kind, _tokens.Text(name), _tokens.Line(name), _tokens.Line(end), container);
}
