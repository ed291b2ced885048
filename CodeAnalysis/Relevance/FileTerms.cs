namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// The terms of one file: how often each stands in its text, and how often in the names that it declares.
/// </summary>
public sealed class FileTerms
{
    /// <summary>Counts stop here: a term that stands there more often says no more.</summary>
    internal const int MaxCount = 15,
        MaxDeclared = 3;

    internal FileTerms(uint[] terms, byte[] counts, byte[] declared, int length) =>
        (Terms, Counts, Declared, Length) = (terms, counts, declared, length);

    /// <summary>Of a file without a text.</summary>
    public static FileTerms None { get; } = new([], [], [], 0);

    /// <summary>Sorted, each once.</summary>
    internal uint[] Terms { get; }
    internal byte[] Counts { get; }
    internal byte[] Declared { get; }

    /// <summary>The number of words.</summary>
    internal int Length { get; }

    /// <summary>Reads a text in time linear in its length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="declared">The names that the file declares.</param>
    public static FileTerms Read(ReadOnlySpan<char> text, IEnumerable<string> declared)
    {
        var found = new TermCounts();
        var length = 0;
        var reader = new TermReader(text);
        while (reader.Next())
        {
            found.Add(reader.Term, isDeclared: false);
            length += reader.IsWhole ? 0 : 1;
        }
        foreach (var name in declared)
        {
            var words = new TermReader(name);
            while (words.Next())
                found.Add(words.Term, isDeclared: true);
        }
        return found.ToFileTerms(length);
    }
}
