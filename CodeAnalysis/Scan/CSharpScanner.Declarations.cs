namespace YudaiV3.CodeAnalysis.Scan;

internal ref partial struct CSharpScanner
{
    /// <summary>Reads a using directive; 0 where it is a statement.</summary>
    private int ReadUsing(int keyword)
    {
        var i = keyword + 1;
        var global = Is(keyword - 1, "global");
        var form = global ? ImportForm.Global : ImportForm.Plain;
        string? alias = null;
        if (Is(i, "static"))
        {
            form = global ? ImportForm.GlobalStatic : ImportForm.Static;
            i++;
        }
        if (Is(i, "unsafe"))
            i++;
        if (IsName(i) && Is(i + 1, '='))
        {
            alias = Text(i).ToString();
            i += 2;
        }
        var start = i;
        var name = _tokens.Name(ref i);
        if (!Is(i, ';') && alias is null || name.Length == 0 && alias is null)
            return 0;
        if (name.Length > 0)
            _imports.Add(
                new()
                {
                    Specifier = name.TrimStart('.'),
                    Form = form,
                    Alias = alias,
                    Line = _lexer.Line(_tokens[keyword]),
                    Scope = Current,
                }
            );
        if (alias is not null)
        {
            // The target and its type arguments are names like others.
            _aliasTarget = start;
            return start;
        }
        if (form is ImportForm.Static or ImportForm.GlobalStatic)
            Use(name, start, attribute: false, sure: true);
        return i + 1;
    }

    private int ReadNamespace(int keyword)
    {
        var i = keyword + 1;
        var name = _tokens.Name(ref i);
        _pending = Add(ScopeKind.Namespace, name, 0);
        if (Is(i, ';'))
        {
            _outer = _braces.Count == 0 ? _pending : _outer;
            _pending = -1;
            return i + 1;
        }
        return i;
    }

    private int Declare(int name, bool isEnum)
    {
        var (end, arity) = Is(name + 1, '<') ? _tokens.TypeParameters(name + 1) : (name + 1, 0);
        var text = Text(name).TrimStart('@').ToString();
        _declarations.Add(
            new()
            {
                Name = text,
                Scope = Current,
                Arity = arity,
            }
        );
        _pending = Add(ScopeKind.Type, text, arity);
        _typeList = -1;
        if (isEnum)
            _enums.Add(_pending);
        return end;
    }

    private void DeclareDelegate(int start)
    {
        for (var i = start; i < start + CSharpTokens.MaxArguments && !Is(i, ';') && !Is(i, '{'); i++)
            if (IsName(i) && i > start)
            {
                var (end, arity) = Is(i + 1, '<') ? _tokens.TypeParameters(i + 1) : (i + 1, 0);
                if (Is(end, '('))
                {
                    _declarations.Add(
                        new()
                        {
                            Name = Text(i).ToString(),
                            Scope = Current,
                            Arity = arity,
                        }
                    );
                    return;
                }
                i = end - 1;
            }
    }

    private readonly int Add(ScopeKind kind, string name, int arity)
    {
        // Inside a nest that is too deep the outer scope goes on.
        var depth = 0;
        for (var scope = Current; scope > 0; scope = _scopes[scope].Parent)
            depth++;
        if (depth >= MaxScopeDepth)
            return Current;
        _scopes.Add(
            new()
            {
                Kind = kind,
                Name = name,
                Arity = arity,
                Parent = Current,
            }
        );
        return _scopes.Count - 1;
    }
}
