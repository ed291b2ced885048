namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>A language with braces whose tokens <see cref="CodeLexer"/> knows.</summary>
internal enum Dialect
{
    Go,
    Java,
    Kotlin,
    Rust,
    CSharp,
    Php,
    C,
}

/// <summary>The kinds of tokens of these languages.</summary>
internal enum CodeTokenKind
{
    End,
    Word,

    /// <summary>A string; its place is what is between the quotes.</summary>
    Text,

    Symbol,

    /// <summary>Anything else that is a value: a number, a character, a string in pieces.</summary>
    Operand,
}

/// <summary>A token by its range in the text.</summary>
internal readonly record struct CodeToken(CodeTokenKind Kind, int Start, int End, char Symbol = '\0')
{
    public bool Is(char symbol) => Kind == CodeTokenKind.Symbol && Symbol == symbol;
}
