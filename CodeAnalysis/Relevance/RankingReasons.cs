using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>Says in plain words what speaks for a file.</summary>
internal sealed class RankingReasons(
    CommitIndex index,
    QueryTerms terms,
    RelevanceQuery query,
    MentionedFiles mentioned,
    double[] similar,
    NeighbourEvidence neighbours
)
{
    private const int MaxWords = 4,
        MinDependents = 5;
    private const double MinHit = 0.5,
        MinSimilar = 0.3;

    private readonly double _maxSimilar = similar.Length == 0 ? 0 : similar.Max();

    public ImmutableArray<string> Explain(int file)
    {
        var path = index.File(file).Path;
        var reasons = ImmutableArray.CreateBuilder<string>();
        if (query.Paths.Contains(path))
            reasons.Add("chosen by the user");
        if (mentioned.Contains(path))
            reasons.Add("named in the question");
        var (declared, inPath, inText) = Words(file);
        AddWords("declares", declared);
        AddWords("path has", inPath);
        AddWords("text has", inText);
        if (neighbours.UsedByHit[file] >= MinHit)
            reasons.Add($"{index.File(neighbours.User[file]).Path} depends on it and matches too");
        if (neighbours.Tested[file] >= MinHit)
            reasons.Add($"its test {index.File(neighbours.Test[file]).Path} matches too");
        if (_maxSimilar > 0 && similar[file] >= MinSimilar * _maxSimilar)
            reasons.Add("changed by earlier commits with similar messages");
        if (index.Neighbours.Dependents(file).Length is >= MinDependents and var dependents)
            reasons.Add($"{dependents} files depend on it");
        return reasons.ToImmutable();

        void AddWords(string place, List<string> words)
        {
            if (words.Count > 0)
                reasons.Add($"{place} {Listed(words)}");
        }
    }

    private static string Listed(List<string> words) =>
        string.Join(", ", words.Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxWords));

    /// <summary>The words of the question that the file has, the rarest first, each at its best place.</summary>
    private (List<string> Declared, List<string> InPath, List<string> InText) Words(int file)
    {
        var found = (Declared: new List<string>(), InPath: new List<string>(), InText: new List<string>());
        foreach (var term in terms.All.OrderByDescending(Worth))
        {
            var postings = index.Terms.Find(term.Term);
            var at = postings.Files.BinarySearch(file);
            if (at < 0)
                continue;
            var words =
                postings.InName(at) || postings.InFolder(at) ? found.InPath
                : postings.Declared(at) > 0 ? found.Declared
                : found.InText;
            words.Add(term.Word);
        }
        return found;
    }

    private double Worth(QueryTerm term) =>
        term.Weight * TextEvidence.Rarity(index.Count, index.Terms.Find(term.Term).Files.Length);
}
