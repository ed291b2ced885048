namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Paths inside a repository: relative to its root, with forward slashes; the root is the empty path.
/// </summary>
public static class RepoPath
{
    private const int Short = 256;

    /// <summary>The folder that holds <paramref name="path"/>.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The name without its last extension.</summary>
    public static string Stem(string path) =>
        Name(path) is var name && name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name;

    public static string Under(string folder, string name) =>
        folder.Length == 0 ? name
        : name.Length == 0 ? folder
        : $"{folder}/{name}";

    /// <summary>Whether <paramref name="path"/> is <paramref name="folder"/> or lies in it.</summary>
    public static bool Within(string folder, string path) =>
        folder.Length == 0
        || path.StartsWith(folder, StringComparison.Ordinal)
            && (path.Length == folder.Length || path[folder.Length] == '/');

    /// <summary>
    /// Where <paramref name="relative"/> leads from <paramref name="folder"/>, or null where that leaves the
    /// repository.
    /// </summary>
    public static string? Join(string folder, string relative)
    {
        if (
            !relative.Contains("//", StringComparison.Ordinal)
            && !relative.Contains('.')
            && !relative.EndsWith('/')
            && relative.Length > 0
            && relative[0] != '/'
        )
            return Under(folder, relative);
        // Written from the left; a segment that leads up takes away the last one.
        var length = folder.Length + relative.Length + 1;
        var path = length <= Short ? stackalloc char[Short] : new char[length];
        folder.CopyTo(path);
        var end = folder.Length;
        foreach (var range in relative.AsSpan().Split('/'))
        {
            var segment = relative.AsSpan(range);
            if (segment is "..")
            {
                if (end == 0)
                    return null;
                end = Math.Max(0, path[..end].LastIndexOf('/'));
            }
            else if (segment.Length > 0 && segment is not ".")
            {
                if (end > 0)
                    path[end++] = '/';
                segment.CopyTo(path[end..]);
                end += segment.Length;
            }
        }
        return path[..end].ToString();
    }

    /// <summary>A folder and every folder around it, nearest first, the root last.</summary>
    public static IEnumerable<string> Upward(string folder)
    {
        for (; folder.Length > 0; folder = Folder(folder))
            yield return folder;
        yield return "";
    }

    /// <summary>
    /// The one that shares the most leading folders with <paramref name="path"/>; of several the first by ordinal order.
    /// </summary>
    public static T? Nearest<T>(IEnumerable<T> candidates, Func<T, string> pathOf, string path)
        where T : class
    {
        var (nearest, most) = ((T?)null, -1);
        foreach (var candidate in candidates)
        {
            var shared = Shared(pathOf(candidate), path);
            if (shared > most || shared == most && string.CompareOrdinal(pathOf(candidate), pathOf(nearest!)) < 0)
                (nearest, most) = (candidate, shared);
        }
        return nearest;
    }

    /// <summary>How many leading folders two paths share.</summary>
    public static int Shared(string one, string other)
    {
        var shared = 0;
        for (var i = 0; i < one.Length && i < other.Length && one[i] == other[i]; i++)
            if (one[i] == '/')
                shared++;
        return shared;
    }
}
