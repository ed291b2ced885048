namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>The kinds of tokens of JavaScript.</summary>
internal enum JavaScriptTokenKind
{
    End,
    Word,

    /// <summary>A string, or a template without substitutions.</summary>
    Text,

    Symbol,

    /// <summary>Anything else that is a value: a number, a regular expression, a template with substitutions.</summary>
    Operand,

    /// <summary>A comment of three slashes.</summary>
    Reference,
}

/// <summary>
/// A token by its range in the text. The range of a <see cref="JavaScriptTokenKind.Text"/> excludes the quotes. It is
/// packed into one number: a token is read right after it is written, and reading separately written fields as one
/// value stalls the processor.
/// </summary>
internal readonly record struct JavaScriptToken
{
    private const int LengthBits = 28,
        KindAt = 2 * LengthBits;
    private const ulong LengthMask = (1 << LengthBits) - 1;

    private readonly ulong _bits;

    /// <param name="kind">Any but <see cref="JavaScriptTokenKind.Symbol"/>.</param>
    /// <param name="start">Less than 2^28, as all lengths of files are.</param>
    /// <param name="end">Where it is over.</param>
    public JavaScriptToken(JavaScriptTokenKind kind, int start, int end) =>
        _bits = (ulong)kind << KindAt | (ulong)(uint)start << LengthBits | (uint)(end - start);

    private JavaScriptToken(char symbol, int start) => _bits = SymbolBits(symbol) | (ulong)(uint)start << LengthBits;

    public JavaScriptTokenKind Kind => (JavaScriptTokenKind)(_bits >> KindAt);

    public int Start => (int)(_bits >> LengthBits & LengthMask);

    public int End => Kind == JavaScriptTokenKind.Symbol ? Start + 1 : Start + (int)(_bits & LengthMask);

    /// <summary>A symbol has its letter where others have their length.</summary>
    public static JavaScriptToken Symbol(char symbol, int start) => new(symbol, start);

    public bool Is(char symbol) => (_bits & ~(LengthMask << LengthBits)) == SymbolBits(symbol);

    private static ulong SymbolBits(char symbol) => (ulong)JavaScriptTokenKind.Symbol << KindAt | symbol;
}
