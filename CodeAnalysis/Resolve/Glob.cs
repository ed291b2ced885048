using System.IO.Enumeration;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// A pattern of a manifest: <c>*</c> and <c>?</c> inside a segment, <c>**</c> for any number of segments. One that is
/// longer than a path may be matches nothing.
/// </summary>
internal sealed class Glob
{
    private const int MaxLength = 1_000,
        MaxSegments = 500;

    private readonly string[] _segments;
    private readonly bool _matchesNothing;
    private readonly int _wildcards;

    public Glob(string pattern)
    {
        _matchesNothing = pattern.Length > MaxLength;
        _segments = _matchesNothing ? [] : Segments(pattern);
        _wildcards = _matchesNothing ? 0 : pattern.AsSpan().Count('*');
        var plain = _segments.TakeWhile(segment => segment.AsSpan().IndexOfAny('*', '?') < 0).Count();
        Folder = string.Join('/', _segments.Take(Math.Min(plain, Math.Max(0, _segments.Length - 1))));
    }

    /// <summary>The folder that everything it matches lies in.</summary>
    public string Folder { get; }

    public static bool Matches(string pattern, string path) => new Glob(pattern).Matches(path);

    /// <summary>About how many steps a match takes.</summary>
    public int Cost(string path) => 10 + path.Length * (1 + _wildcards);

    public bool Matches(string path)
    {
        if (_matchesNothing)
            return false;
        Span<Range> ranges = stackalloc Range[MaxSegments];
        var given = path.AsSpan();
        var count = Segments(given, ranges);
        var (w, g, star, from) = (0, 0, -1, 0);
        while (g < count)
            if (w < _segments.Length && _segments[w] == "**")
                (star, from) = (w++, g);
            else if (
                w < _segments.Length
                && FileSystemName.MatchesSimpleExpression(_segments[w], given[ranges[g]], ignoreCase: false)
            )
                (w, g) = (w + 1, g + 1);
            else if (star >= 0)
                (w, g) = (star + 1, ++from);
            else
                return false;
        return _segments.AsSpan(w).IndexOfAnyExcept("**") < 0;
    }

    private static int Segments(ReadOnlySpan<char> path, Span<Range> ranges)
    {
        var count = 0;
        foreach (var range in path.Split('/'))
            if (path[range] is not ("" or ".") && count < ranges.Length)
                ranges[count++] = range;
        return count;
    }

    private static string[] Segments(string path) =>
        [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".")];
}
