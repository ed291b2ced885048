using System.IO.Enumeration;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// The patterns of manifests: <c>*</c> and <c>?</c> inside a segment, <c>**</c> for any number of segments.
/// </summary>
internal static class Glob
{
    public static bool Matches(string pattern, string path)
    {
        string[] wanted = Segments(pattern),
            given = Segments(path);
        var (w, g, star, from) = (0, 0, -1, 0);
        while (g < given.Length)
            if (w < wanted.Length && wanted[w] == "**")
                (star, from) = (w++, g);
            else if (
                w < wanted.Length
                && FileSystemName.MatchesSimpleExpression(wanted[w], given[g], ignoreCase: false)
            )
                (w, g) = (w + 1, g + 1);
            else if (star >= 0)
                (w, g) = (star + 1, ++from);
            else
                return false;
        return wanted.AsSpan(w).IndexOfAnyExcept("**") < 0;
    }

    private static string[] Segments(string path) =>
        [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".")];
}
