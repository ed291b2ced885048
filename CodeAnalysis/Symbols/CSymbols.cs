namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>Namespaces, types, functions and methods of C and C++ that are defined, not only declared.</summary>
internal readonly ref struct CSymbols(SymbolTokens tokens, SymbolList symbols)
{
    private const int MaxDepth = 50;
    private readonly SymbolTokens _tokens = tokens;

    public void Read() => ReadDeclarations(0, _tokens.Count, null, isType: false, 0);

    private void ReadDeclarations(int start, int end, string? container, bool isType, int depth)
    {
        var i = start;
        while (i < end && !symbols.IsFull)
            i = Math.Max(i + 1, ReadDeclaration(i, end, container, isType, depth));
    }

    private int ReadDeclaration(int i, int end, string? container, bool isType, int depth)
    {
        var parameters = -1;
        for (var at = i; at < end; at = _tokens.Next(at))
        {
            if (_tokens.Is(at, "template") && _tokens.Is(at + 1, '<'))
                at = AfterAngles(at + 1) - 1;
            else if (_tokens.Is(at, "extern") && _tokens.IsText(at + 1) && _tokens.Is(at + 2, '{'))
                return at + 3; // its declarations follow
            else if (_tokens.Is(at, "namespace"))
                return ReadNamespace(at, end, container, depth);
            else if (parameters < 0 && IsType(at) && Body(at, end) is var open and > 0)
                return ReadType(at, open, end, container, depth);
            else if (_tokens.Is(at, ';'))
                return at + 1;
            else if (_tokens.Is(at, "operator") && parameters < 0)
                parameters = at = Operands(at, end);
            else if (_tokens.Is(at, ':') && isType && at == i + 1)
                return at + 1; // public:
            else if (_tokens.Is(at, '=') && parameters < 0)
                return AfterStatement(at, end);
            else if (_tokens.Is(at, '(') && parameters < 0 && IsName(at - 1))
                parameters = at;
            else if (_tokens.Is(at, '{'))
            {
                if (parameters >= 0 && !IsInitializer(at, parameters))
                {
                    AddFunction(parameters - 1, _tokens.Close(at), container, isType);
                    return _tokens.Close(at) + 1;
                }
                if (parameters < 0)
                    return _tokens.Close(at) + 1;
            }
        }
        return end;
    }

    // "Name() : member{1} {": the first braces are an initializer.
    private bool IsInitializer(int brace, int parameters)
    {
        if (
            !_tokens.IsWord(brace - 1)
            || _tokens.Is(_tokens.Close(brace) + 1, '{') is false && !_tokens.Is(_tokens.Close(brace) + 1, ',')
        )
            return false;
        for (var at = _tokens.Close(parameters) + 1; at < brace; at = _tokens.Next(at))
            if (_tokens.Is(at, ':') && !_tokens.Is(at + 1, ':') && !_tokens.Is(at - 1, ':'))
                return true;
        return false;
    }

    private bool IsName(int at) =>
        _tokens.IsWord(at)
        && _tokens.Text(at)
            is not (
                "if"
                or "while"
                or "for"
                or "switch"
                or "return"
                or "sizeof"
                or "__attribute__"
                or "alignas"
                or "decltype"
                or "noexcept"
                or "__declspec"
                or "catch"
            );

    private bool IsType(int at) =>
        (_tokens.Is(at, "class") || _tokens.Is(at, "struct") || _tokens.Is(at, "union") || _tokens.Is(at, "enum"))
        && !_tokens.Is(at - 1, "enum");

    /// <summary>The braces of a type; 0 if it is only named.</summary>
    private int Body(int at, int end)
    {
        for (at++; at < end; at = _tokens.Next(at))
            if (_tokens.Is(at, '{'))
                return at;
            else if (
                _tokens.Is(at, ';')
                || _tokens.Is(at, '=')
                || _tokens.Is(at, '(')
                || _tokens.Is(at, ')')
                || _tokens.Is(at, '*')
                || _tokens.Is(at, '&')
            )
                return 0;
        return 0;
    }

    private int ReadType(int keyword, int open, int end, string? container, int depth)
    {
        var name = -1;
        for (
            var at = keyword + 1;
            at < open && !(_tokens.Is(at, ':') && !_tokens.Is(at, ':', ':') && !_tokens.Is(at - 1, ':'));
            at++
        )
            if (_tokens.IsWord(at) && !_tokens.Is(at, "final") && !_tokens.Is(at, "class") && !_tokens.Is(at, "struct"))
                name = at;
            else if (_tokens.Is(at, '<'))
                break;
        var close = _tokens.Close(open);
        // "typedef struct {…} Name;"
        var alias = name < 0 && _tokens.IsWord(close + 1) ? close + 1 : -1;
        if (name >= 0 || alias >= 0)
            Add(SymbolKind.Class, name >= 0 ? name : alias, close, container);
        if (!_tokens.Is(keyword, "enum") && depth < MaxDepth)
            ReadDeclarations(
                open + 1,
                close,
                name < 0 ? container : SymbolList.Inside(container, _tokens.Text(name)),
                isType: true,
                depth + 1
            );
        return AfterStatement(close + 1, Math.Min(end, close + 32));
    }

    private int ReadNamespace(int at, int end, string? container, int depth)
    {
        var name = at + 1;
        var open = name;
        while (open < end && !_tokens.Is(open, '{') && !_tokens.Is(open, ';') && !_tokens.Is(open, '='))
            open++;
        if (open >= end || !_tokens.Is(open, '{'))
            return AfterStatement(open, end);
        var close = _tokens.Close(open);
        var inside = container;
        if (_tokens.IsWord(name))
        {
            Add(SymbolKind.Module, name, close, container);
            inside = SymbolList.Inside(container, _tokens.Text(open - 1));
        }
        if (depth < MaxDepth)
            ReadDeclarations(open + 1, close, inside, isType: false, depth + 1);
        return close + 1;
    }

    /// <summary>The parameters of an operator: "operator()(" has two lists.</summary>
    private int Operands(int keyword, int end)
    {
        var at = keyword + 1;
        if (_tokens.Is(at, '(') && _tokens.Is(at + 1, ')'))
            at += 2;
        while (at < end - 1 && !_tokens.Is(at, '(') && !_tokens.Is(at, ';'))
            at++;
        return at;
    }

    // "TEST_CASE("name") {" is a macro.
    private bool IsMacro(int name) => _tokens.IsText(name + 2) && _tokens.Text(name).IndexOfAnyInRange('a', 'z') < 0;

    private void AddFunction(int name, int end, string? container, bool isType)
    {
        if (IsMacro(name))
            return;
        var before = _tokens.Is(name - 1, '~') ? name - 1 : name;
        var isQualified = _tokens.Is(before - 1, ':') && _tokens.Is(before - 2, ':') && _tokens.IsWord(before - 3);
        Add(
            isType || isQualified ? SymbolKind.Method : SymbolKind.Function,
            name,
            end,
            isQualified ? SymbolList.Inside(container, _tokens.Text(before - 3)) : container
        );
    }

    private int AfterStatement(int at, int end)
    {
        while (at < end && !_tokens.Is(at, ';'))
            at = _tokens.Next(at);
        return at + 1;
    }

    private int AfterAngles(int at)
    {
        var depth = 0;
        for (; at < _tokens.Count && !_tokens.Is(at, ';') && !_tokens.Is(at, '{'); at = _tokens.Next(at))
            if (_tokens.Is(at, '<'))
                depth++;
            else if (_tokens.Is(at, '>') && --depth == 0)
                return at + 1;
        return at;
    }

    private void Add(SymbolKind kind, int name, int end, string? container) =>
        symbols.Add(kind, Name(name), _tokens.Line(name), _tokens.Line(end), container);

    // "~Name", "operator ="
    private ReadOnlySpan<char> Name(int name)
    {
        if (_tokens.IsWord(name) && !_tokens.Is(name - 1, "operator"))
            return _tokens.Is(name - 1, '~') ? $"~{_tokens.Text(name)}" : _tokens.Text(name);
        var start = name;
        while (start > 0 && name - start < 4 && !_tokens.Is(start, "operator"))
            start--;
        return $"operator {_tokens.Between(start + 1, name)}";
    }
}
