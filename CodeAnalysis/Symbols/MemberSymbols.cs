namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>Namespaces, types and members of C# and Java.</summary>
internal readonly ref struct MemberSymbols(SymbolTokens tokens, SymbolList symbols, bool isJava)
{
    private const int MaxDepth = 50;
    private readonly SymbolTokens _tokens = tokens;
    private readonly MemberHead _head = new(tokens, isJava);

    public void Read() => ReadMembers(0, _tokens.Count, null, "", 0);

    /// <param name="start">The first token.</param>
    /// <param name="end">The token after the last.</param>
    /// <param name="container">What stands around.</param>
    /// <param name="type">The name of the type around; empty where there is none.</param>
    /// <param name="depth">How many types stand around.</param>
    private void ReadMembers(int start, int end, string? container, ReadOnlySpan<char> type, int depth)
    {
        var i = start;
        while (i < end && !symbols.IsFull)
            i = Math.Max(i + 1, ReadMember(i, end, ref container, type, depth));
    }

    private int ReadMember(int i, int end, ref string? container, ReadOnlySpan<char> type, int depth)
    {
        i = _head.SkipAttributes(i, end);
        for (var at = i; at < end; at = _tokens.Next(at))
            if (_tokens.IsWord(at) && TypeKind(at) is { } kind)
                return ReadType(at, end, kind, ref container, depth);
            else if (_tokens.Is(at, ';'))
                return type.IsEmpty ? at + 1 : ReadField(i, at, end, container);
            else if (_tokens.Is(at, '='))
                return type.IsEmpty ? _head.End(at, end) + 1 : ReadField(i, at, end, container);
            else if (_tokens.Is(at, "operator") && !type.IsEmpty)
                return ReadOperator(at, end, container);
            else if (_tokens.Is(at, '(') && _head.Name(i, at, type) is >= 0 and var name)
                return ReadMethod(name, at, end, container, isLocal: type.IsEmpty);
            else if (_tokens.Is(at, '{'))
                return type.IsEmpty ? _tokens.Close(at) + 1 : ReadBlock(i, at, end, container, type);
        return end;
    }

    private SymbolKind? TypeKind(int at)
    {
        if (!_tokens.IsWord(at + 1) || _tokens.Is(at - 1, '.') || _tokens.Is(at - 1, ':') || _tokens.Is(at - 1, ','))
            return null;
        return _tokens.Text(at) switch
        {
            "class" or "struct" or "enum" => SymbolKind.Class,
            "record" when !_tokens.Is(at + 2, '=') && !_tokens.Is(at + 2, ';') && IsRecord(at) => SymbolKind.Class,
            "interface" => SymbolKind.Interface,
            "namespace" when !isJava => SymbolKind.Module,
            "delegate" when !isJava => SymbolKind.Type,
            _ => null,
        };
    }

    // "record Line(", "record struct Line", "record Line {", "record Line<T>", "record Line :"; not a type of a method.
    private bool IsRecord(int at) =>
        _tokens.Is(at + 1, "struct")
        || _tokens.Is(at + 1, "class")
        || _tokens.Is(at + 2, '(')
        || _tokens.Is(at + 2, '{')
        || _tokens.Is(at + 2, ':')
        || _tokens.Is(at + 2, '<');

    private int ReadType(int keyword, int end, SymbolKind kind, ref string? container, int depth)
    {
        var name = keyword + 1;
        if (_tokens.Is(name, "struct") || _tokens.Is(name, "class"))
            name++;
        if (kind == SymbolKind.Type)
            return ReadDelegate(name, end, container);
        var whole = _tokens.Text(name).ToString();
        for (; _tokens.Is(name + 1, '.') && _tokens.IsWord(name + 2); name += 2)
            whole += $".{_tokens.Text(name + 2)}";
        var body = name + 1;
        while (body < end && !_tokens.Is(body, '{') && !_tokens.Is(body, ';'))
            body = _tokens.Next(body);
        var hasBody = body < end && _tokens.Is(body, '{');
        var last = hasBody ? _tokens.Close(body) : body;
        var inside = SymbolList.Inside(container, whole);
        symbols.Add(kind, whole, _tokens.Line(name), _tokens.Line(last), container);
        if (!hasBody && kind == SymbolKind.Module)
            container = inside; // for the rest of the file
        else if (hasBody && depth < MaxDepth)
            ReadMembers(
                _tokens.Is(keyword, "enum") ? AfterConstants(body, last) : body + 1,
                last,
                inside,
                kind == SymbolKind.Module ? "" : whole,
                depth + 1
            );
        return last + 1;
    }

    /// <summary>What follows the constants of an enumeration: members in Java, nothing in C#.</summary>
    private int AfterConstants(int body, int last)
    {
        if (!isJava)
            return last;
        var at = body + 1;
        while (at < last && !_tokens.Is(at, ';'))
            at = _tokens.Next(at);
        return at + 1;
    }

    private int ReadDelegate(int start, int end, string? container)
    {
        var at = start;
        while (at < end && !(_tokens.Is(at, '(') && _head.Name(start, at, "") >= 0) && !_tokens.Is(at, ';'))
            at = _tokens.Next(at);
        if (at >= end || !_tokens.Is(at, '('))
            return at + 1;
        Add(SymbolKind.Type, _head.Name(start, at, ""), _tokens.Close(at), container);
        return _head.End(at, end) + 1;
    }

    private int ReadMethod(int name, int open, int end, string? container, bool isLocal)
    {
        var last = _head.End(open, end);
        // Outside of types a call is a statement, and a function has a body.
        if (!isLocal || _head.HasBody(open, end) && _head.HasType(name))
            Add(isLocal ? SymbolKind.Function : SymbolKind.Method, name, last, container);
        return last + 1;
    }

    private int ReadOperator(int keyword, int end, string? container)
    {
        var open = keyword + 1;
        while (open < end && !_tokens.Is(open, '('))
            open++;
        var last = _head.End(Math.Min(open, end - 1), end);
        Add(SymbolKind.Method, keyword, last, container);
        return last + 1;
    }

    private int ReadBlock(int start, int open, int end, string? container, ReadOnlySpan<char> type)
    {
        var last = _tokens.Close(open);
        // The name stands before the brace, or before the index: "this[int i] {".
        var name = _tokens.Is(open - 1, ']') ? _head.Indexer(start, open) : open - 1;
        if (name >= start && _head.IsName(name))
            Add(
                isJava && _tokens.Text(name).SequenceEqual(type) ? SymbolKind.Method : SymbolKind.Property,
                name,
                last,
                container
            );
        // "= new();" after it
        return !isJava && _tokens.Is(last + 1, '=') ? _head.End(last + 1, end) + 1 : last + 1;
    }

    private int ReadField(int start, int at, int end, string? container)
    {
        var last = _head.End(at, end);
        var name = _tokens.Is(at - 1, ']') ? _head.Indexer(start, at) : at - 1;
        if (name > start && _head.IsName(name))
            Add(_head.IsConstant(start, name) ? SymbolKind.Constant : SymbolKind.Property, name, last, container);
        return last + 1;
    }

    private void Add(SymbolKind kind, int name, int end, string? container) =>
        symbols.Add(
            kind,
            !isJava && _tokens.Is(name - 1, '~') ? $"~{_tokens.Text(name)}" : _tokens.Text(name),
            _tokens.Line(name),
            _tokens.Line(end),
            container
        );
}
