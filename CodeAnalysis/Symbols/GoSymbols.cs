namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>Functions, methods, types, constants and variables of Go.</summary>
internal readonly ref struct GoSymbols(SymbolTokens tokens, SymbolList symbols)
{
    private readonly SymbolTokens _tokens = tokens;

    public void Read()
    {
        var i = 0;
        while (i < _tokens.Count)
            if (!_tokens.IsWord(i))
                i = _tokens.Next(i);
            else
                i = _tokens.Text(i) switch
                {
                    "func" => ReadFunction(i),
                    "type" => ReadGroup(i, SymbolKind.Type),
                    "const" => ReadGroup(i, SymbolKind.Constant),
                    "var" => ReadGroup(i, SymbolKind.Other),
                    _ => i + 1,
                };
    }

    private int ReadFunction(int i)
    {
        var name = i + 1;
        string? receiver = null;
        if (_tokens.Is(name, '('))
        {
            for (var at = name + 1; at < _tokens.Close(name) && !_tokens.Is(at, '['); at++)
                receiver = _tokens.IsWord(at) ? _tokens.Text(at).ToString() : receiver;
            name = _tokens.Close(name) + 1;
        }
        if (!_tokens.IsWord(name))
            return name;
        var end = name + 1;
        // Parameters and results; the body begins on the line of what is before it.
        while (end < _tokens.Count && !_tokens.Is(end, '{') && !_tokens.BeginsLine(end))
            end = _tokens.Is(end, "interface") || _tokens.Is(end, "struct") ? _tokens.Next(end + 1) : _tokens.Next(end);
        var last = _tokens.Is(end, '{') ? _tokens.Close(end) : end - 1;
        symbols.Add(
            receiver is null ? SymbolKind.Function : SymbolKind.Method,
            _tokens.Text(name),
            _tokens.Line(name),
            _tokens.Line(last),
            receiver
        );
        return last + 1;
    }

    private int ReadGroup(int i, SymbolKind kind)
    {
        if (!_tokens.Is(i + 1, '('))
            return ReadOne(i + 1, kind);
        var end = _tokens.Close(i + 1);
        var at = i + 2;
        while (at < end)
            at = _tokens.IsWord(at) && _tokens.BeginsLine(at) ? ReadOne(at, kind) : _tokens.Next(at);
        return end + 1;
    }

    private int ReadOne(int name, SymbolKind kind)
    {
        if (!_tokens.IsWord(name))
            return name + 1;
        var at = name + 1;
        if (_tokens.Is(at, '[') && kind == SymbolKind.Type && _tokens.IsWord(at + 1) && !_tokens.Is(at + 2, ']'))
            at = _tokens.Close(at) + 1; // type parameters
        if (kind == SymbolKind.Type && (_tokens.Is(at, "struct") || _tokens.Is(at, "interface")))
        {
            var isInterface = _tokens.Is(at, "interface");
            var end = _tokens.Is(at + 1, '{') ? _tokens.Close(at + 1) : at;
            Add(isInterface ? SymbolKind.Interface : SymbolKind.Class, name, end, null);
            if (isInterface)
                for (var member = at + 2; member < end; member = _tokens.Next(member))
                    if (_tokens.IsWord(member) && _tokens.Is(member + 1, '(') && _tokens.BeginsLine(member))
                        Add(SymbolKind.Method, member, _tokens.Close(member + 1), _tokens.Text(name).ToString());
            return end + 1;
        }
        while (at < _tokens.Count && !_tokens.BeginsLine(at) && !_tokens.Is(at, ')'))
            at = _tokens.Next(at);
        Add(kind, name, at - 1, null);
        return at;
    }

    private void Add(SymbolKind kind, int name, int end, string? container) =>
        symbols.Add(kind, _tokens.Text(name), _tokens.Line(name), _tokens.Line(end), container);
}
