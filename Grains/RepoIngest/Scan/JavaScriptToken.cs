namespace YudaiV3.RepoIngest.Scan;

/// <summary>What the JavaScript scanner tells apart.</summary>
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

/// <summary>A token by its place in the text; of a <see cref="JavaScriptTokenKind.Text"/> what is between the quotes.</summary>
internal readonly record struct JavaScriptToken(JavaScriptTokenKind Kind, int Start, int End, char Symbol = '\0')
{
    public bool Is(char symbol) => Kind == JavaScriptTokenKind.Symbol && Symbol == symbol;
}
