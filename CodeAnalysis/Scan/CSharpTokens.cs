using System.Text;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>The tokens of a C# text, and the parts of its syntax that the tokens alone decide.</summary>
internal readonly ref struct CSharpTokens(ReadOnlySpan<char> text, List<CodeToken> tokens)
{
    /// <summary>In tokens. No code has a longer list of type arguments.</summary>
    public const int MaxArguments = 256;

    private const int MaxNameLength = 1000;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly StringBuilder _name = new();

    public List<CodeToken> List => tokens;

    public int Count => tokens.Count;

    public CodeToken this[int index] => tokens[index];

    public CodeToken At(int index) => index >= 0 && index < tokens.Count ? tokens[index] : default;

    public ReadOnlySpan<char> Text(int index)
    {
        var token = At(index);
        return _text[token.Start..token.End];
    }

    public bool IsWord(int index) => At(index).Kind == CodeTokenKind.Word;

    public bool IsName(int index) => IsWord(index) && !CSharpWords.IsReserved(Text(index));

    public bool Is(int index, string word) => IsWord(index) && Text(index).SequenceEqual(word);

    public bool Is(int index, char symbol) => At(index).Is(symbol);

    /// <summary>Reads a dotted name with its type arguments left out and moves <paramref name="i"/> past it.</summary>
    public string Name(ref int i)
    {
        var name = _name.Clear();
        if (Is(i, "global") && Is(i + 1, ':') && Is(i + 2, ':'))
        {
            name.Append('.');
            i += 3;
        }
        else if (IsName(i) && Is(i + 1, ':') && Is(i + 2, ':') && IsName(i + 3))
            i += 3;
        while (IsName(i) && name.Length < MaxNameLength)
        {
            name.Append(Text(i++).TrimStart('@'));
            if (Is(i, '<') && TypeArguments(i) is { End: > 0 } arguments)
            {
                name.Append('`').Append(arguments.Count);
                i = arguments.End;
            }
            if (!Is(i, '.') || !IsName(i + 1))
                break;
            name.Append('.');
            i++;
        }
        return name.ToString();
    }

    /// <summary>
    /// The end of a list of type arguments and their count; no end if the bracket is a comparison.
    /// </summary>
    public (int End, int Count) TypeArguments(int open)
    {
        var (depth, nested, count) = (0, 0, 1);
        for (var i = open; i < open + MaxArguments && i < tokens.Count; i++)
            if (tokens[i].Kind == CodeTokenKind.Word)
            {
                if (
                    CSharpWords.IsReserved(Text(i))
                    && !CSharpWords.IsType(Text(i))
                    && !Is(i, "in")
                    && !Is(i, "out")
                    && !Is(i, "ref")
                )
                    return default;
            }
            else if (Is(i, '<'))
                depth++;
            else if (Is(i, '>'))
            {
                if (--depth == 0)
                    return Is(i - 1, '=') ? default : (i + 1, count);
            }
            else if (Is(i, ',') && depth == 1 && nested == 0)
                count++;
            else if (Is(i, '(') || Is(i, '['))
                nested++;
            else if (Is(i, ')') || Is(i, ']'))
                nested--;
            else if (!(Is(i, ',') || Is(i, '.') || Is(i, '?') || Is(i, ':') || Is(i, '*')))
                return default;
        return default;
    }

    /// <summary>
    /// The end of a list of type parameters, which may have attributes and variance, and their count.
    /// </summary>
    public (int End, int Count) TypeParameters(int open)
    {
        var (depth, count) = (0, 1);
        for (var i = open; i < open + MaxArguments && i < tokens.Count; i++)
            if (Is(i, '<') || Is(i, '[') || Is(i, '('))
                depth++;
            else if ((Is(i, '>') || Is(i, ']') || Is(i, ')')) && --depth == 0)
                return (i + 1, count);
            else if (Is(i, ',') && depth == 1)
                count++;
        return (open, 0);
    }

    /// <summary>
    /// The end of a tuple of types: a list in parentheses that a name follows and no call precedes; 0 if there is none.
    /// </summary>
    /// <param name="open">The opening parenthesis.</param>
    /// <param name="attributeEnd">The bracket that closed the last attributes.</param>
    public int TupleEnd(int open, int attributeEnd)
    {
        if (
            IsName(open - 1) && !CSharpWords.IsBeforeName(Text(open - 1))
            || Is(open - 1, ')')
            || Is(open - 1, ']') && attributeEnd != open - 1
            || Is(open - 1, '>') && !Is(open - 2, '=')
            || IsWord(open - 1)
                && (
                    CSharpWords.IsStatement(Text(open - 1))
                    || Is(open - 1, "base")
                    || Is(open - 1, "this")
                    || Is(open - 1, "var")
                )
        )
            return 0;
        var (depth, isList) = (0, false);
        for (var i = open; i < open + MaxArguments && i < tokens.Count; i++)
            if (Is(i, '('))
                depth++;
            else if (Is(i, ','))
                isList |= depth == 1;
            else if (Is(i, ')'))
            {
                if (--depth == 0)
                    return
                        isList
                        && (
                            IsName(i + 1) && !CSharpWords.IsOperator(Text(i + 1))
                            || Is(i + 1, '?')
                                && IsName(i + 2)
                                && (
                                    Is(i + 3, ';')
                                    || Is(i + 3, '(')
                                    || Is(i + 3, '{')
                                    || Is(i + 3, '=')
                                    || Is(i + 3, ',')
                                    || Is(i + 3, ')')
                                )
                        )
                        ? i
                        : 0;
            }
            else if (tokens[i].Kind == CodeTokenKind.Operand || Is(i, ';') || Is(i, '=') || Is(i, '{'))
                return 0;
        return 0;
    }

    /// <summary>Whether parentheses around a name are a cast.</summary>
    /// <param name="before">The token before the parentheses.</param>
    /// <param name="after">The token after them.</param>
    public bool IsCast(int before, int after)
    {
        var second =
            // (string)(Name)value
            Is(before, ')') && IsWord(before - 1) && CSharpWords.IsType(Text(before - 1)) && Is(before - 2, '(');
        if (
            IsName(before)
            || Is(before, ')') && !second
            || Is(before, ']')
            || Is(before, '>') && !Is(before - 1, '=')
            || IsWord(before) && (CSharpWords.IsStatement(Text(before)) || CSharpWords.IsType(Text(before)))
        )
            return false;
        return At(after).Kind == CodeTokenKind.Operand
            || IsWord(after) && !CSharpWords.IsOperator(Text(after))
            || Is(after, '(')
            || Is(after, '!')
            || Is(after, '~');
    }
}
