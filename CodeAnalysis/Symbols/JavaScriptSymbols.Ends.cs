namespace YudaiV3.CodeAnalysis.Symbols;

internal ref partial struct JavaScriptSymbols
{
    /// <summary>Where the body of a function that begins here stands; 0 if none begins here.</summary>
    private readonly int FunctionBody(int at)
    {
        if (_tokens.Is(at, "async"))
            at++;
        if (_tokens.Is(at, "function"))
        {
            while (at < _tokens.Count && !_tokens.Is(at, '('))
                at++;
            return Brace(_tokens.Is(at, '(') ? _tokens.Close(at) + 1 : at, 64);
        }
        at = AfterTypeParameters(at);
        if (_tokens.IsWord(at) && _tokens.Is(at + 1, '=', '>'))
            return at + 3;
        if (!_tokens.Is(at, '('))
            return 0;
        at = _tokens.Close(at) + 1;
        if (_tokens.Is(at, ':')) // the type of its result
        {
            var limit = at + 64;
            while (at < limit && !_tokens.Is(at, '=', '>') && !_tokens.Is(at, ';'))
                at = _tokens.Next(at);
        }
        return _tokens.Is(at, '=', '>') ? at + 2 : 0;
    }

    private readonly bool EndsHead(int at) =>
        _tokens.Is(at, ';')
        || _tokens.Is(at, '}')
        || IsBody(at)
        || _tokens.IsWord(at) && _tokens.BeginsLine(at) && EndsValue(at - 1);

    // "(): { a: string } {": the first braces are a type.
    private readonly bool IsBody(int at) =>
        _tokens.Is(at, '{')
            && !_tokens.Is(at - 1, ':')
            && !_tokens.Is(at - 1, '|')
            && !_tokens.Is(at - 1, '&')
            && !_tokens.Is(at - 1, '>')
        || _tokens.Is(at, '{') && _tokens.Is(at - 1, '>') && !_tokens.Is(at - 2, '=');

    private readonly int Brace(int at, int limit)
    {
        for (var end = Math.Min(_tokens.Count, at + limit); at < end && !_tokens.Is(at, ';'); at++)
            if (_tokens.Is(at, '{'))
                return at;
        return 0;
    }

    private readonly int AfterTypeParameters(int at)
    {
        if (!_tokens.Is(at, '<'))
            return at;
        var depth = 0;
        for (var end = Math.Min(_tokens.Count, at + 128); at < end; at = _tokens.Next(at))
            if (_tokens.Is(at, '<'))
                depth++;
            else if (_tokens.Is(at, '>') && !_tokens.Is(at - 1, '=') && --depth == 0)
                return at + 1;
        return at;
    }

    /// <summary>The token after an expression: past its semicolon, or the first of a new statement.</summary>
    private readonly int Expression(int at)
    {
        for (; at < _tokens.Count; at = _tokens.Next(at))
            if (_tokens.Is(at, ';'))
                return at + 1;
            else if (
                _tokens.Is(at, '}')
                || _tokens.Is(at, ')')
                || _tokens.Is(at, ']')
                || _tokens.IsWord(at) && _tokens.BeginsLine(at) && EndsValue(at - 1)
            )
                return at;
        return at;
    }

    private readonly bool EndsValue(int at) =>
        _tokens.IsWord(at) || _tokens.IsText(at) || _tokens.Is(at, ')') || _tokens.Is(at, ']') || _tokens.Is(at, '}');
}
