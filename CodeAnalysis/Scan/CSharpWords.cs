using System.Collections.Frozen;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>The keywords of C# that determine the meaning of the tokens around them.</summary>
internal static class CSharpWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Types = Set(
        """
        bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong ushort
        var void
        """
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Reserved = Set(
        """
        abstract as base bool break byte case catch char checked class const continue decimal default delegate do
        double else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface
        internal is lock long namespace new null object operator out override params private protected public readonly
        ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint
        ulong unchecked unsafe ushort using virtual void volatile while
        """
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeNames = Set(
        """
        add alias and ascending async await by descending equals file from get global group init into join let not on
        or orderby partial record remove required scoped select set when where yield
        """
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Operators = Set(
        "and as by descending ascending equals in into is on or orderby select switch when where with"
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeTypes = Set(
        "as case is new not and or operator stackalloc"
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Statements = Set(
        "fixed for foreach if lock switch using when while"
    );

    /// <summary>A built-in type.</summary>
    public static bool IsType(ReadOnlySpan<char> word) => Types.Contains(word);

    public static bool IsReserved(ReadOnlySpan<char> word) => Reserved.Contains(word);

    /// <summary>Cannot name a declared type.</summary>
    public static bool IsNeverDeclared(ReadOnlySpan<char> word) =>
        Types.Contains(word) || word is "and" or "not" or "or";

    /// <summary>A name may follow although this is not a type.</summary>
    public static bool IsBeforeName(ReadOnlySpan<char> word) => BeforeNames.Contains(word);

    /// <summary>An operator between two expressions.</summary>
    public static bool IsOperator(ReadOnlySpan<char> word) => Operators.Contains(word);

    /// <summary>A type follows.</summary>
    public static bool PrecedesType(ReadOnlySpan<char> word) => BeforeTypes.Contains(word);

    /// <summary>A statement whose parentheses contain no type.</summary>
    public static bool IsStatement(ReadOnlySpan<char> word) => Statements.Contains(word);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet()
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
