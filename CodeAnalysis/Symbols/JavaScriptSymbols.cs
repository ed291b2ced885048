namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>Functions, classes, methods, types and constants of JavaScript and TypeScript.</summary>
/// <param name="tokens">The text.</param>
/// <param name="symbols">Where they go.</param>
/// <param name="isTypeScript">What stands inside of functions is not looked at.</param>
internal ref partial struct JavaScriptSymbols(SymbolTokens tokens, SymbolList symbols, bool isTypeScript)
{
    private readonly SymbolTokens _tokens = tokens;

    // What is open around the current token; a class is named in Members.
    private readonly Stack<(int End, string? Container, bool IsClass)> _open = new();

    public void Read()
    {
        var i = 0;
        while (i < _tokens.Count && !symbols.IsFull)
        {
            while (_open.TryPeek(out var inside) && i >= inside.End)
                _open.Pop();
            i = Math.Max(i + 1, _open.TryPeek(out var around) && around.IsClass ? ReadMember(i) : ReadStatement(i));
        }
    }

    private readonly string? Container => _open.TryPeek(out var around) ? around.Container : null;

    private readonly int ReadStatement(int i)
    {
        if (!_tokens.IsWord(i))
            return i + 1;
        if (_tokens.Is(i - 1, '.') && !_tokens.Is(i - 2, '.'))
            return Assignment(i);
        switch (_tokens.Text(i))
        {
            case "function":
                var name = _tokens.Is(i + 1, '*') ? i + 2 : i + 1;
                return _tokens.IsWord(name) && IsDeclaration(i) ? Function(SymbolKind.Function, name, name + 1) : i + 1;
            case "class" when _tokens.IsWord(i + 1) && !_tokens.Is(i + 1, "extends"):
                return Type(SymbolKind.Class, i + 1);
            case "interface"
                when _tokens.IsWord(i + 1)
                    && (_tokens.Is(i + 2, '{') || _tokens.IsWord(i + 2) || _tokens.Is(i + 2, '<')):
                return Type(SymbolKind.Interface, i + 1);
            case "enum" when _tokens.IsWord(i + 1) && _tokens.Is(i + 2, '{'):
                return Whole(SymbolKind.Class, i + 1);
            case "namespace" or "module" when _tokens.IsWord(i + 1) && Brace(i + 2, 8) is var open and > 0:
                Add(SymbolKind.Module, i + 1, _tokens.Close(open));
                _open.Push((_tokens.Close(open), SymbolList.Inside(Container, _tokens.Text(i + 1)), false));
                return open + 1;
            case "type" when _tokens.IsWord(i + 1) && (_tokens.Is(i + 2, '=') || _tokens.Is(i + 2, '<')):
                return Alias(i + 1);
            case "const" or "let" or "var" when _tokens.IsWord(i + 1):
                return Variable(i);
            default:
                return Assignment(i);
        }
    }

    private readonly int ReadMember(int i)
    {
        if (_tokens.IsOpen(i))
            return _tokens.Next(i);
        if (!_tokens.IsWord(i) || _tokens.Is(i - 1, '@') || _tokens.Is(i - 1, '.'))
            return i + 1;
        var next = AfterTypeParameters(_tokens.Is(i + 1, '?') || _tokens.Is(i + 1, '!') ? i + 2 : i + 1);
        if (_tokens.Is(next, '('))
            return Function(SymbolKind.Method, i, next);
        if (!_tokens.Is(next, '=') && !_tokens.Is(next, ':') && !_tokens.Is(next, ';') && !_tokens.BeginsLine(next))
            return i + 1; // a modifier
        // A property ends at its semicolon, or where a line begins that does not go on with it.
        var value = next;
        while (
            value < _open.Peek().End
            && !_tokens.Is(value, '=')
            && !_tokens.Is(value, ';')
            && (value == next || !_tokens.BeginsLine(value))
        )
            value = _tokens.Next(value);
        if (_tokens.Is(value, '=') && FunctionBody(value + 1) is var body and > 0)
            return Inside(SymbolKind.Method, i, body);
        var end = Math.Min(Expression(next), _open.Peek().End);
        Add(SymbolKind.Property, i, end - 1);
        return end;
    }

    private readonly int Variable(int i)
    {
        var name = i + 1;
        var at = name + 1;
        if (_tokens.Is(at, ':'))
            while (
                at < _tokens.Count
                && !(_tokens.Is(at, '=') && !_tokens.Is(at, '=', '>'))
                && !_tokens.Is(at, ';')
                && !_tokens.BeginsLine(at)
            )
                at = _tokens.Next(at);
        if (!_tokens.Is(at, '='))
            return at;
        if (FunctionBody(at + 1) is var body and > 0)
            return Inside(SymbolKind.Function, name, body);
        if (_tokens.Is(at + 1, "class") && Brace(at + 2, 32) is var open and > 0)
        {
            Add(SymbolKind.Class, name, _tokens.Close(open));
            _open.Push((_tokens.Close(open), SymbolList.Inside(Container, _tokens.Text(name)), true));
            return open + 1;
        }
        if (_open.Count == 0 && _tokens.Is(i, "const"))
            Add(SymbolKind.Constant, name, Expression(at) - 1);
        else if (IsObject(at + 1))
            Add(SymbolKind.Other, name, _tokens.Close(at + 1));
        return at + 1;
    }

    // "exports.name = function", "name: function" and "name: () =>" declare as well.
    private readonly int Assignment(int i)
    {
        var isMember = _tokens.Is(i + 1, ':');
        if (!isMember && !(_tokens.Is(i + 1, '=') && _tokens.Is(i - 1, '.')))
            return i + 1;
        if (FunctionBody(i + 2) is var body and > 0)
            return Inside(isMember ? SymbolKind.Property : SymbolKind.Method, i, body);
        if (IsObject(i + 2) && (!isMember || _tokens.Is(i - 1, ',') || _tokens.Is(i - 1, '{')))
            Add(SymbolKind.Property, i, _tokens.Close(i + 2));
        return i + 2;
    }

    // A function that is handed over is no declaration, whatever it calls itself.
    private readonly bool IsDeclaration(int keyword) =>
        !_tokens.Is(keyword - 1, '(') && !_tokens.Is(keyword - 1, ',') && !_tokens.Is(keyword - 1, "async")
        || _tokens.Is(keyword - 1, "async") && IsDeclaration(keyword - 1);

    /// <summary>An object with something in it.</summary>
    private readonly bool IsObject(int at) => _tokens.Is(at, '{') && !_tokens.Is(at + 1, '}');

    private readonly int Inside(SymbolKind kind, int name, int body)
    {
        var end = _tokens.Is(body, '{') ? _tokens.Close(body) : Expression(body) - 1;
        Add(kind, name, end);
        if (isTypeScript)
            return Math.Max(body + 1, end);
        _open.Push((end, SymbolList.Inside(Container, _tokens.Text(name)), false));
        return body + 1;
    }

    private readonly int Function(SymbolKind kind, int name, int at)
    {
        at = AfterTypeParameters(at);
        if (!_tokens.Is(at, '('))
            return at;
        var body = _tokens.Close(at) + 1;
        if (_tokens.Is(body, ':'))
        {
            body++;
            while (body < _tokens.Count && !EndsHead(body))
                body = _tokens.Next(body);
        }
        if (_tokens.Is(body, '{'))
        {
            return Math.Max(at + 1, Inside(kind, name, body));
        }
        Add(kind, name, body - 1); // declared only
        return body;
    }

    private readonly int Type(SymbolKind kind, int name)
    {
        var open = Brace(name + 1, 128);
        if (open == 0)
            return name;
        Add(kind, name, _tokens.Close(open));
        _open.Push((_tokens.Close(open), SymbolList.Inside(Container, _tokens.Text(name)), true));
        return open + 1;
    }

    private readonly int Whole(SymbolKind kind, int name)
    {
        var open = Brace(name + 1, 128);
        if (open == 0)
            return name;
        Add(kind, name, _tokens.Close(open));
        return _tokens.Close(open) + 1;
    }

    private readonly int Alias(int name)
    {
        var end = Expression(name + 1);
        Add(SymbolKind.Type, name, end - 1);
        return end;
    }

    private readonly void Add(SymbolKind kind, int name, int end) =>
        symbols.Add(kind, _tokens.Text(name), _tokens.Line(name), _tokens.Line(end), Container);
}
