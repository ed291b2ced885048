using System.Runtime.InteropServices;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>A term of a question.</summary>
/// <param name="Term">Its hash.</param>
/// <param name="Weight">1 for a word of a sentence.</param>
/// <param name="Count">How often it stands there.</param>
/// <param name="IsWhole">An identifier of several words.</param>
/// <param name="Word">As it is written.</param>
internal readonly record struct QueryTerm(uint Term, double Weight, int Count, bool IsWhole, string Word);

/// <summary>
/// The terms of a question with their weights: the first line counts for more than what follows, code within a
/// sentence for more than its words, and a block of code or output for less.
/// </summary>
internal sealed class QueryTerms
{
    private const int MaxLength = 20_000,
        MaxTerms = 400;
    private const double Title = 2,
        Prose = 1,
        Block = 0.5,
        Code = 1.5,
        Weak = 0.3,
        Earlier = 0.3;

    private readonly Dictionary<uint, QueryTerm> _terms = [];

    public QueryTerms(string text, string previous = "")
    {
        Read(text, 1);
        Read(previous, Earlier);
        All = [.. _terms.Values.OrderByDescending(term => term.Weight).Take(MaxTerms)];
    }

    public QueryTerm[] All { get; }

    private void Read(string text, double factor)
    {
        var weight = Title * factor;
        var inBlock = false;
        var inComment = false;
        foreach (var line in text.AsSpan(0, Math.Min(text.Length, MaxLength)).EnumerateLines())
        {
            var trimmed = line.Trim();
            // Templates of issues explain themselves in comments and ask to tick boxes.
            if (trimmed.StartsWith("<!--"))
                inComment = true;
            if (inComment)
                inComment = !trimmed.Contains("-->", StringComparison.Ordinal);
            else if (trimmed.StartsWith("```") || trimmed.StartsWith("~~~"))
                inBlock = !inBlock;
            else if (!trimmed.IsEmpty && !trimmed.StartsWith("- [x]") && !trimmed.StartsWith("- [ ]"))
            {
                var isBlock = inBlock || line.StartsWith("    ") || line.StartsWith("\t");
                ReadLine(trimmed, isBlock && !IsError(trimmed) ? Block * factor : weight, Code * factor);
                weight = Prose * factor;
            }
        }
    }

    /// <summary>A frame of a stack trace or the text of an error says where, even within a block.</summary>
    private static bool IsError(ReadOnlySpan<char> line) =>
        line.StartsWith("File \"")
        || line.StartsWith("at ") && line.Contains('(')
        || line.StartsWith("E  ")
        || line.Contains("Error: ", StringComparison.Ordinal)
        || line.Contains("Exception: ", StringComparison.Ordinal);

    private void ReadLine(ReadOnlySpan<char> line, double weight, double codeWeight)
    {
        var isCode = false;
        var at = 0;
        var reader = new TermReader(line);
        while (reader.Next())
        {
            for (; at < reader.Start; at++)
                if (line[at] == '`')
                    isCode = !isCode;
            if (IsInLink(line, reader.Start))
                continue;
            var word = line[reader.Start..reader.End];
            if (isCode || reader.IsWhole)
                Add(reader, word, isCode ? Math.Max(weight, codeWeight) : weight);
            else if (!StopWords.IsEmpty(word))
                Add(reader, word, StopWords.IsWeak(word) ? weight * Weak : weight);
        }
    }

    private static bool IsInLink(ReadOnlySpan<char> line, int at)
    {
        var start = line[..at].LastIndexOfAny(' ', '\t', '(') + 1;
        return line[start..].TrimStart("<[\"'").StartsWith("http");
    }

    private void Add(TermReader reader, ReadOnlySpan<char> word, double weight)
    {
        ref var term = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms, reader.Term, out _);
        term = new(
            reader.Term,
            Math.Max(term.Weight, weight),
            term.Count + 1,
            reader.IsWhole,
            term.Word ?? word.ToString()
        );
    }
}
