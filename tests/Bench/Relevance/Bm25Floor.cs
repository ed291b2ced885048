namespace YudaiV3.Bench.Relevance;

/// <summary>
/// Plain BM25 over path and contents: identifiers split at case and underscore, no stop words, no stems, every file
/// alike.
/// </summary>
internal sealed class Bm25Floor
{
    private const double Saturation = 1.2,
        LengthShare = 0.75;
    private readonly CommitFiles _commit;
    private readonly Dictionary<string, List<(int File, int Count)>> _postings = [];
    private readonly int[] _lengths;

    public Bm25Floor(CommitFiles commit)
    {
        _commit = commit;
        _lengths = new int[commit.Files.Length];
        for (var file = 0; file < _lengths.Length; file++)
            foreach (var word in Words($"{commit.Files[file].Path} {commit.Texts[file]}").CountBy(word => word))
            {
                _lengths[file] += word.Value;
                if (!_postings.TryGetValue(word.Key, out var found))
                    _postings[word.Key] = found = [];
                found.Add((file, word.Value));
            }
    }

    public string[] Rank(string query)
    {
        var scores = new double[_lengths.Length];
        var mean = _lengths.Average();
        foreach (var word in Words(query))
        {
            if (!_postings.TryGetValue(word, out var found))
                continue;
            var rarity = Math.Log(1 + (_lengths.Length - found.Count + 0.5) / (found.Count + 0.5));
            foreach (var (file, count) in found)
                scores[file] +=
                    rarity
                    * count
                    * (Saturation + 1)
                    / (count + Saturation * (1 - LengthShare + LengthShare * _lengths[file] / mean));
        }
        return
        [
            .. Enumerable
                .Range(0, scores.Length)
                .OrderByDescending(file => scores[file])
                .Select(file => _commit.Files[file].Path),
        ];
    }

    private static IEnumerable<string> Words(string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            for (end = start; end < text.Length && char.IsLetterOrDigit(text[end]); end++)
                if (end > start && char.IsUpper(text[end]) && !char.IsUpper(text[end - 1]))
                    break;
            if (end > start)
                yield return text[start..end].ToLowerInvariant();
            else
                end++;
        }
    }
}
