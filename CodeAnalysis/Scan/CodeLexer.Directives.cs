namespace YudaiV3.CodeAnalysis.Scan;

internal ref partial struct CodeLexer
{
    private const int MaxConditionDepth = 64;

    /// <summary>Evaluates a preprocessor line of C# and skips the parts that it excludes.</summary>
    private void Directive()
    {
        var line = TakeLine();
        if (Argument(line, "#if") is { } condition)
        {
            _taken.Push(Holds(condition));
            if (!_taken.Peek())
                SkipToTaken();
        }
        else if (line.StartsWith("#elif") || line.StartsWith("#else"))
            SkipToTaken();
        else if (line.StartsWith("#endif"))
            _taken.TryPop(out _);
        else if (Argument(line, "#define") is { } symbol)
            Define(symbol, defined: true);
        else if (Argument(line, "#undef") is { } forgotten)
            Define(forgotten, defined: false);
    }

    /// <summary>
    /// Skips from an excluded part to the next included part or past the end of the condition.
    /// </summary>
    private void SkipToTaken()
    {
        var nested = 0;
        while (!_at.Ended)
        {
            _at.SkipSpace();
            if (_at.Current != '#')
            {
                _at.SkipTo('\n');
                continue;
            }
            var line = TakeLine();
            if (line.StartsWith("#if"))
                nested++;
            else if (nested > 0)
                nested -= line.StartsWith("#endif") ? 1 : 0;
            else if (line.StartsWith("#endif"))
            {
                _taken.TryPop(out _);
                return;
            }
            else if (
                _taken.TryPeek(out var taken)
                && !taken
                && (line.StartsWith("#else") || Argument(line, "#elif") is { } condition && Holds(condition))
            )
            {
                _taken.Pop();
                _taken.Push(true);
                return;
            }
        }
    }

    /// <summary>
    /// The line from its <c>#</c>, without the blanks after that sign and without a comment.
    /// </summary>
    private ReadOnlySpan<char> TakeLine()
    {
        var start = _at.Position;
        _at.SkipTo('\n');
        var line = _at.From(start);
        line = line[..(line.IndexOf("//") is >= 0 and var comment ? comment : line.Length)].TrimEnd();
        return line.Length > 1 && char.IsWhiteSpace(line[1]) ? string.Concat("#", line[1..].TrimStart()) : line;
    }

    private static string? Argument(ReadOnlySpan<char> line, string directive) =>
        line.StartsWith(directive) && (line.Length == directive.Length || !char.IsAsciiLetter(line[directive.Length]))
            ? line[directive.Length..].Trim().ToString()
            : null;

    private bool Holds(string condition)
    {
        var at = new Cursor(condition);
        return Any(ref at, 0);
    }

    private bool Any(ref Cursor at, int depth)
    {
        var holds = All(ref at, depth);
        for (at.SkipSpace(); at.At("||"); at.SkipSpace())
        {
            at.Skip(2);
            holds |= All(ref at, depth);
        }
        return holds;
    }

    private bool All(ref Cursor at, int depth)
    {
        var holds = One(ref at, depth);
        for (at.SkipSpace(); at.At("&&") || at.At("==") || at.At("!="); at.SkipSpace())
        {
            var sign = at.Current;
            at.Skip(2);
            var other = One(ref at, depth);
            holds = sign == '&' ? holds & other : holds == other == (sign == '=');
        }
        return holds;
    }

    private bool One(ref Cursor at, int depth)
    {
        at.SkipSpace();
        var negated = false;
        for (; at.Current == '!'; at.SkipSpace())
        {
            at.Skip();
            negated = !negated;
        }
        if (at.Current == '(' && depth < MaxConditionDepth)
        {
            at.Skip();
            var inner = Any(ref at, depth + 1);
            at.SkipSpace();
            at.Skip(at.Current == ')' ? 1 : 0);
            return inner != negated;
        }
        var start = at.Position;
        at.SkipWord();
        return Defined(at.From(start).ToString()) != negated;
    }

    private readonly void Define(string symbol, bool defined)
    {
        (defined ? _symbols : _undefined).Add(symbol);
        (defined ? _undefined : _symbols).Remove(symbol);
    }

    private bool Defined(string symbol)
    {
        if (_symbols.Contains(symbol) || _undefined.Contains(symbol))
            return _symbols.Contains(symbol);
        if (IsOfPlatform(symbol) is { } known)
            return known;
        DependsOnProject = true;
        return false;
    }

    /// <summary>The symbols of a debug build for .NET 10. Null if the platform does not define the symbol.</summary>
    private static bool? IsOfPlatform(string symbol) =>
        symbol switch
        {
            "true" or "DEBUG" or "TRACE" or "NET" or "NETCOREAPP" or "NET10_0" => true,
            "NET5_0_OR_GREATER"
            or "NET6_0_OR_GREATER"
            or "NET7_0_OR_GREATER"
            or "NET8_0_OR_GREATER"
            or "NET9_0_OR_GREATER"
            or "NET10_0_OR_GREATER" => true,
            "false" or "" or "NETFRAMEWORK" or "WINDOWS" => false,
            _ when symbol.StartsWith("NETSTANDARD", StringComparison.Ordinal)
                    || symbol.StartsWith("NETCOREAPP", StringComparison.Ordinal)
                    || symbol.Length > 3
                        && symbol.StartsWith("NET", StringComparison.Ordinal)
                        && char.IsAsciiDigit(symbol[3]) => false,
            _ => null,
        };
}
