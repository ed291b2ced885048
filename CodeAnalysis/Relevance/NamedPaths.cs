using System.Buffers;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>Finds the files that a text names by their path, or by the end of it.</summary>
internal static class NamedPaths
{
    private const int MaxWords = 20,
        MaxFiles = 3;
    private static readonly SearchValues<char> Around = SearchValues.Create(" \t\r\n`'\"<>()[]{}|,;*?!");

    /// <summary>In the order in which they are chosen or named. A name that many files share names none.</summary>
    public static List<string> In(RelevanceQuery query, IReadOnlyList<TreeFile> files, int maxCount)
    {
        var wanted = query
            .Paths.Select(Clean)
            .Concat(Words(query.Text).Take(MaxWords))
            .Where(word => word.Length is > 2 and < 1_000)
            .Distinct()
            .ToArray();
        if (wanted.Length == 0)
            return [];
        var found = wanted.Select(_ => new List<string>()).ToArray();
        foreach (var file in files)
            for (var i = 0; i < wanted.Length; i++)
                if (Ends(file.Path, wanted[i]))
                {
                    if (file.Path.Length == wanted[i].Length)
                        found[i].Insert(0, file.Path); // itself, whatever else ends so
                    else
                        found[i].Add(file.Path);
                }
        return
        [
            .. found
                .Zip(wanted)
                .SelectMany(pair =>
                    pair.First is [var first, ..] && first == pair.Second ? [first]
                    : pair.First.Count <= MaxFiles ? pair.First
                    : []
                )
                .Distinct()
                .Take(maxCount),
        ];
    }

    private static bool Ends(string path, string end) =>
        path.EndsWith(end, StringComparison.Ordinal)
        && (path.Length == end.Length || path[path.Length - end.Length - 1] == '/');

    /// <summary>Words that may be paths: with a dot or a slash inside.</summary>
    private static IEnumerable<string> Words(string text)
    {
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            end = text.AsSpan(start).IndexOfAny(Around) is >= 0 and var next ? start + next : text.Length;
            if (Clean(text[start..end]) is var word && word.AsSpan().IndexOfAny('.', '/') > 0)
                yield return word;
        }
    }

    // "./src/app.py:12." is src/app.py.
    private static string Clean(string word)
    {
        word = word.Trim().TrimEnd('.', ':', '/');
        while (
            word.LastIndexOf(':') is > 0 and var colon && word.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0
        )
            word = word[..colon];
        return word.StartsWith("./", StringComparison.Ordinal) ? word[2..] : word.TrimStart('/');
    }
}
