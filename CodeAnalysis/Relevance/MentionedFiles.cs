namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// The files that a text names: by a path or the end of one, or as a module (<c>a.b.c</c> for <c>src/a/b/c.py</c>).
/// </summary>
internal sealed class MentionedFiles
{
    private const int MaxWords = 2_000,
        MaxParts = 12,
        MinLength = 3;
    private static readonly char[] Around = [.. " \t\r\n`'\"()[],;<>{}=*"];

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _paths;

    public MentionedFiles(string text)
    {
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in text.Split(Around, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
            Add(word, paths);
        _paths = paths.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public bool Contains(string path)
    {
        var name = path.LastIndexOf('/') + 1;
        var end = path.LastIndexOf('.') is var dot && dot > name ? dot : path.Length;
        for (var start = 0; ; start = path.IndexOf('/', start) + 1)
        {
            // "config.py" and "flask/config" name a file, "config" alone does not.
            if (_paths.Contains(path.AsSpan(start)) && (start == 0 || start < name || end < path.Length))
                return true;
            if (start == name)
                return false;
            if (_paths.Contains(path.AsSpan(start, end - start)))
                return true;
        }
    }

    private static void Add(string word, HashSet<string> paths)
    {
        var path = word.Split(':')[0].Replace('\\', '/').TrimStart('.', '/').TrimEnd('.', '/', '?', '!');
        if (path.Length < MinLength || path.AsSpan().IndexOfAny('/', '.') < 0)
            return;
        paths.Add(path);
        if (path.Contains('/'))
            return;
        var parts = path.Split('.');
        for (var count = Math.Min(parts.Length, MaxParts); count >= 2; count--)
            paths.Add(string.Join('/', parts[..count]));
    }
}
