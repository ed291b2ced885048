namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Conditions of MSBuild: comparisons of texts with <c>and</c>, <c>or</c>, <c>!</c> and parentheses. What asks for a
/// function or for a file is not known.
/// </summary>
internal ref struct MsBuildCondition
{
    private const int MaxDepth = 50;

    private readonly ReadOnlySpan<char> _text;
    private readonly Func<string, string> _expand;
    private int _at;

    private MsBuildCondition(ReadOnlySpan<char> text, Func<string, string> expand)
    {
        _text = text;
        _expand = expand;
    }

    /// <returns>Null where that cannot be known.</returns>
    public static bool? Holds(string condition, Func<string, string> expand)
    {
        if (string.IsNullOrWhiteSpace(condition))
            return true;
        var reader = new MsBuildCondition(condition, expand);
        var holds = reader.Any(0);
        reader.Space();
        return reader._at == reader._text.Length ? holds : null;
    }

    private bool? Any(int depth)
    {
        var holds = All(depth);
        while (Word("or"))
            holds |= All(depth);
        return holds;
    }

    private bool? All(int depth)
    {
        var holds = One(depth);
        while (Word("and"))
            holds &= One(depth);
        return holds;
    }

    private bool? One(int depth)
    {
        Space();
        if (depth > MaxDepth || _at >= _text.Length)
            return null;
        if (Sign("!"))
            return !One(depth + 1);
        if (Sign("("))
        {
            var inner = Any(depth + 1);
            return Sign(")") ? inner : null;
        }
        if (Operand() is not { } left)
            return null;
        Space();
        foreach (var sign in (string[])["==", "!=", "<=", ">=", "<", ">"])
            if (Sign(sign))
            {
                var right = Operand();
                if (right is null || sign[0] is '<' or '>' || Asks(left) || Asks(right))
                    return null;
                return left.Equals(right, StringComparison.OrdinalIgnoreCase) == (sign == "==");
            }
        return left.ToLowerInvariant() switch
        {
            "true" or "on" or "yes" => true,
            "false" or "off" or "no" => false,
            _ => null,
        };
    }

    private static bool Asks(string value) =>
        value.Contains("$(", StringComparison.Ordinal)
        || value.Contains("@(", StringComparison.Ordinal)
        || value.Contains("%(", StringComparison.Ordinal);

    /// <summary>A quoted text or a bare one; null for a call such as <c>Exists('x')</c>.</summary>
    private string? Operand()
    {
        Space();
        var start = _at;
        if (_at < _text.Length && _text[_at] is '\'' or '"' or '`')
        {
            var close = _text[(_at + 1)..].IndexOf(_text[_at]);
            if (close < 0)
                return null;
            _at += close + 2;
            return _expand(_text[(start + 1)..(_at - 1)].ToString()).Trim();
        }
        for (
            var depth = 0;
            _at < _text.Length
                && (depth > 0 || !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('=' or '!' or '<' or '>' or ')'));
            _at++
        )
            depth += _text[_at] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
        var bare = _text[start.._at].ToString();
        return bare.Length == 0 || bare.Contains('(') && !bare.StartsWith("$(", StringComparison.Ordinal)
            ? null
            : _expand(bare);
    }

    private bool Word(string word)
    {
        Space();
        if (
            !_text[_at..].StartsWith(word, StringComparison.OrdinalIgnoreCase)
            || _at + word.Length < _text.Length && char.IsLetterOrDigit(_text[_at + word.Length])
        )
            return false;
        _at += word.Length;
        return true;
    }

    private bool Sign(string sign)
    {
        Space();
        if (!_text[_at..].StartsWith(sign, StringComparison.Ordinal) || sign == "!" && _text[_at..].StartsWith("!="))
            return false;
        _at += sign.Length;
        return true;
    }

    private void Space()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }
}
