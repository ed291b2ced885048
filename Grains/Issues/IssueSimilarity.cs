using System.Collections.Immutable;
using YudaiV3.GitHub;

namespace YudaiV3.Issues;

/// <summary>
/// Finds likely duplicates among the open issues by shared words. Rare words weigh more. Pure.
/// </summary>
internal static class IssueSimilarity
{
    private const int MaxResults = 5;
    private const double MinScore = 0.2;

    /// <summary>The most similar first.</summary>
    public static ImmutableArray<SimilarIssue> Find(string title, string body, ImmutableArray<GitHubIssue> open)
    {
        var words = Words(title, body);
        var wordsOfOpen = open.Select(issue => Words(issue.Title, issue.Body ?? "")).ToArray();
        var frequency = wordsOfOpen
            .Append(words)
            .SelectMany(issueWords => issueWords.Keys)
            .CountBy(word => word)
            .ToDictionary();
        return
        [
            .. open.Select(
                    (issue, index) =>
                        new SimilarIssue
                        {
                            Number = issue.Number,
                            Title = issue.Title,
                            HtmlUrl = issue.HtmlUrl,
                            Score = Math.Round(Cosine(words, wordsOfOpen[index]), 3),
                        }
                )
                .Where(similar => similar.Score >= MinScore)
                .OrderByDescending(similar => similar.Score)
                .ThenBy(similar => similar.Number)
                .Take(MaxResults),
        ];

        double Cosine(Dictionary<string, double> a, Dictionary<string, double> b)
        {
            var shared = a.Where(word => b.ContainsKey(word.Key))
                .Sum(word => Weight(a, word.Key) * Weight(b, word.Key));
            return shared == 0 ? 0 : shared / (Length(a) * Length(b));
        }

        double Length(Dictionary<string, double> words) =>
            Math.Sqrt(words.Sum(word => Math.Pow(Weight(words, word.Key), 2)));

        double Weight(Dictionary<string, double> words, string word) =>
            words[word] * Math.Log(1 + ((open.Length + 1.0) / frequency[word]));
    }

    /// <summary>
    /// The weight of each word. Words of the title count three times. The weight grows with the logarithm of the count.
    /// </summary>
    private static Dictionary<string, double> Words(string title, string body)
    {
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (text, weight) in ((string, double)[])[(title, 3), (body[..Math.Min(body.Length, 8_000)], 1)])
        {
            foreach (var word in Split(text))
                counts[word] = counts.GetValueOrDefault(word) + weight;
        }
        foreach (var word in counts.Keys)
            counts[word] = 1 + Math.Log(counts[word]);
        return counts;
    }

    private static IEnumerable<string> Split(string text)
    {
        for (int start = 0, at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && char.IsLetterOrDigit(text[at]))
                continue;
            if (at - start > 2)
                yield return text[start..at].ToLowerInvariant();
            start = at + 1;
        }
    }
}
