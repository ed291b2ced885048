using System.Collections.Frozen;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>What stands before the body of a member of C# or Java, and where the member ends.</summary>
internal readonly ref struct MemberHead(SymbolTokens tokens, bool isJava)
{
    private static readonly FrozenSet<string> JavaWords = """
        abstract assert break case catch class const continue default do else enum extends final finally for goto if
        implements import instanceof interface native new package private protected public return static strictfp super
        switch synchronized this throw throws transient try volatile while boolean byte char double float int long
        short void
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Java = JavaWords.GetAlternateLookup<
        ReadOnlySpan<char>
    >();

    private readonly SymbolTokens _tokens = tokens;

    public int SkipAttributes(int i, int end)
    {
        while (i < end)
            if (!isJava && _tokens.Is(i, '['))
                i = _tokens.Close(i) + 1;
            else if (isJava && _tokens.Is(i, '@') && !_tokens.Is(i + 1, "interface"))
            {
                i += 2;
                while (_tokens.Is(i, '.'))
                    i += 2;
                i = _tokens.Is(i, '(') ? _tokens.Close(i) + 1 : i;
            }
            else
                break;
        return i;
    }

    public bool IsName(int i) =>
        _tokens.IsWord(i) && !(isJava ? Java.Contains(_tokens.Text(i)) : CSharpWords.IsReserved(_tokens.Text(i)));

    /// <summary>The name before a list of parameters, past type parameters; -1 where there is none.</summary>
    public int Name(int start, int open, ReadOnlySpan<char> type)
    {
        var name = open - 1;
        if (_tokens.Is(name, '>'))
            for (var depth = 0; name >= start; name--)
                if (_tokens.Is(name, '>'))
                    depth++;
                else if (_tokens.Is(name, '<') && --depth == 0)
                {
                    name--;
                    break;
                }
        if (name < start || !IsName(name))
            return -1;
        // A type stands before the name, unless it is a constructor; "@Annotation(" is none.
        return name > start && !_tokens.Is(name - 1, '@') || _tokens.Text(name).SequenceEqual(type) ? name : -1;
    }

    /// <summary>The name before an index.</summary>
    public int Indexer(int start, int after)
    {
        var at = after - 1;
        for (var depth = 0; at >= start; at--)
            if (_tokens.Is(at, ']'))
                depth++;
            else if (_tokens.Is(at, '[') && --depth == 0)
                return at - 1;
        return -1;
    }

    /// <summary>Whether a type stands before a name.</summary>
    public bool HasType(int name) =>
        _tokens.IsWord(name - 1) && !_tokens.Is(name - 1, "new") && !_tokens.Is(name - 1, "await")
        || _tokens.Is(name - 1, '>')
        || _tokens.Is(name - 1, ']')
        || _tokens.Is(name - 1, '?');

    public bool IsConstant(int start, int name)
    {
        for (var at = start; at < name; at++)
            if (_tokens.Is(at, "const") || isJava && _tokens.Is(at, "final") && _tokens.Is(at - 1, "static"))
                return true;
        return false;
    }

    public bool HasBody(int open, int end)
    {
        var last = End(open, end);
        return _tokens.Is(last, '}') || Arrow(open, last) > 0;
    }

    /// <summary>
    /// The last token: the brace that closes the body, or the semicolon after a value or without a body.
    /// </summary>
    public int End(int at, int end)
    {
        var isValue = _tokens.Is(at, '=');
        for (; at < end; at = _tokens.Next(at))
            if (_tokens.Is(at, ';'))
                return at;
            else if (_tokens.Is(at, '='))
                isValue = true;
            else if (_tokens.Is(at, '{') && !isValue)
                return _tokens.Close(at);
        return Math.Max(0, end - 1);
    }

    private int Arrow(int at, int end)
    {
        for (; at < end; at = _tokens.Next(at))
            if (_tokens.Is(at, '=', '>'))
                return at;
        return 0;
    }
}
