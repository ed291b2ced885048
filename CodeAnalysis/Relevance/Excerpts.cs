using System.Collections.Immutable;
using System.Text;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// Chooses the lines of a file that answer a question: those with the rarest words of it, declarations before uses, and
/// each further excerpt for what the ones before do not show.
/// </summary>
public sealed class Excerpts
{
    /// <summary>Of a file.</summary>
    public const int MaxExcerpts = 3;

    /// <summary>Of an excerpt.</summary>
    public const int MaxLines = 12;

    private const int MaxLineLength = 300,
        Reach = 4,
        Context = 1;
    private const double Shown = 0.2,
        Declares = 1.5,
        Imports = 0.2,
        MinOfBest = 0.25,
        MinOfLine = 0.3;

    private static readonly string[] ImportWords = ["import ", "from ", "using ", "use ", "#include", "require"];
    private static readonly Dictionary<uint, double> NoTerms = [];
    private readonly Dictionary<uint, double> _terms = [];

    /// <param name="index">The commit, which knows how rare a word is.</param>
    /// <param name="query">The question.</param>
    public Excerpts(CommitIndex index, RelevanceQuery query)
    {
        foreach (var term in new QueryTerms(query.Text, query.Previous).All)
            if (index.Terms.Find(term.Term).Files.Length is > 0 and var found)
                _terms[term.Term] = term.Weight * TextEvidence.Rarity(index.Count, found);
    }

    /// <param name="text">The text of the file.</param>
    /// <param name="declarations">The lines, counted from 1, on which it declares something.</param>
    /// <returns>In the order of the file; empty where no line has a word of the question.</returns>
    public ImmutableArray<Excerpt> Find(string text, IReadOnlySet<int> declarations)
    {
        var lines = Lines(text);
        var found = lines
            .Select(
                (line, at) => Found(text.AsSpan()[line], Factor(text.AsSpan()[line], declarations.Contains(at + 1)))
            )
            .ToArray();
        var chosen = new List<Range>();
        var shown = new Dictionary<uint, double>();
        var first = 0.0;
        while (chosen.Count < MaxExcerpts)
        {
            var scores = found.Select(line => Score(line, shown)).ToArray();
            foreach (var range in chosen)
                scores.AsSpan(range).Clear();
            var best = Array.IndexOf(scores, scores.DefaultIfEmpty(0).Max());
            if (best < 0 || scores[best] <= first * MinOfBest || scores[best] == 0)
                break;
            first = Math.Max(first, scores[best]);
            var window = Around(best, scores, chosen);
            chosen.Add(window);
            foreach (var line in found[window])
            {
                foreach (var (term, _) in line.Terms)
                    shown[term] = Shown;
            }
        }
        return [.. chosen.OrderBy(range => range.Start.Value).Select(range => Cut(text, lines, range))];
    }

    private static double Score(LineTerms line, Dictionary<uint, double> shown)
    {
        var score = 0.0;
        foreach (var (term, weight) in line.Terms)
            score += weight * shown.GetValueOrDefault(term, 1);
        return score * line.Factor;
    }

    /// <summary>The line with the good ones near it, and a line before and after.</summary>
    private static Range Around(int best, double[] scores, List<Range> chosen)
    {
        var (start, end) = (best, best + 1);
        var min = scores[best] * MinOfLine;
        for (var at = end; at < Math.Min(scores.Length, end + Reach) && at - start < MaxLines - 2 * Context; at++)
            if (scores[at] >= min)
                end = at + 1;
        for (var at = start - 1; at >= Math.Max(0, start - Reach) && end - at <= MaxLines - 2 * Context; at--)
            if (scores[at] >= min)
                start = at;
        start = Math.Max(0, start - Context);
        end = Math.Min(scores.Length, end + Context);
        foreach (var other in chosen)
        {
            if (start < other.End.Value && best >= other.End.Value)
                start = other.End.Value;
            if (end > other.Start.Value && best < other.Start.Value)
                end = other.Start.Value;
        }
        return start..end;
    }

    private static double Factor(ReadOnlySpan<char> line, bool isDeclaration)
    {
        if (isDeclaration)
            return Declares;
        line = line.TrimStart();
        foreach (var word in ImportWords)
            if (line.StartsWith(word, StringComparison.Ordinal))
                return Imports;
        return 1;
    }

    private LineTerms Found(ReadOnlySpan<char> line, double factor)
    {
        Dictionary<uint, double>? terms = null; // most lines have none
        var reader = new TermReader(line[..Math.Min(line.Length, MaxLineLength)]);
        while (reader.Next())
            if (_terms.TryGetValue(reader.Term, out var weight))
                (terms ??= [])[reader.Term] = weight;
        return new(terms ?? NoTerms, factor);
    }

    private static List<Range> Lines(string text)
    {
        var lines = new List<Range>();
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            end = text.IndexOf('\n', start) is >= 0 and var next ? next : text.Length;
            lines.Add(start..(end > start && text[end - 1] == '\r' ? end - 1 : end));
        }
        return lines;
    }

    private static Excerpt Cut(string text, List<Range> lines, Range range)
    {
        var (start, count) = range.GetOffsetAndLength(lines.Count);
        var cut = new StringBuilder();
        foreach (var line in lines.Slice(start, count))
        {
            var whole = text.AsSpan()[line];
            cut.Append(cut.Length > 0 ? "\n" : "");
            if (whole.Length > MaxLineLength)
                cut.Append(
                        whole[..(char.IsHighSurrogate(whole[MaxLineLength - 1]) ? MaxLineLength - 1 : MaxLineLength)]
                    )
                    .Append('…');
            else
                cut.Append(whole);
        }
        return new()
        {
            StartLine = start + 1,
            EndLine = start + count,
            Text = cut.ToString(),
        };
    }

    private readonly record struct LineTerms(Dictionary<uint, double> Terms, double Factor);
}
