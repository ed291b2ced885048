using System.Text;
using System.Text.RegularExpressions;

namespace YudaiV3.CodeAnalysis;

/// <summary>
/// Patterns in <c>.gitignore</c> syntax. The last match decides. Nothing in a matched folder can be excluded again.
/// </summary>
public sealed class PathPatterns
{
    private readonly List<(Regex Path, bool Negated, bool OnlyFolders)> _patterns = [];

    public PathPatterns(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Add(line.TrimEnd('\r', '\n'));
    }

    public bool IsEmpty => _patterns.Count == 0;

    /// <summary>Whether a file, or a folder around it, is matched.</summary>
    public bool Matches(string path)
    {
        if (IsEmpty)
            return false;
        for (var slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
            if (Matched(path[..slash], isFolder: true))
                return true;
        return Matched(path, isFolder: false);
    }

    private bool Matched(string path, bool isFolder)
    {
        for (var i = _patterns.Count - 1; i >= 0; i--)
            if ((isFolder || !_patterns[i].OnlyFolders) && _patterns[i].Path.IsMatch(path))
                return !_patterns[i].Negated;
        return false;
    }

    private void Add(string line)
    {
        if (line.StartsWith('#'))
            return;
        while (line.EndsWith(' ') && !line.EndsWith("\\ ", StringComparison.Ordinal))
            line = line[..^1];
        var negated = line.StartsWith('!');
        line = negated ? line[1..] : line;
        var onlyFolders = line.EndsWith('/');
        line = line.TrimEnd('/');
        if (line.Length > 0)
            _patterns.Add((Expression(line), negated, onlyFolders));
    }

    // Users write these patterns: without backtracking each takes linear time.
    private static Regex Expression(string pattern)
    {
        var anchored = pattern.Contains('/');
        pattern = pattern.TrimStart('/');
        var text = new StringBuilder(anchored ? "^" : "^(?:.*/)?");
        for (var i = 0; i < pattern.Length; i++)
            switch (pattern[i])
            {
                case '*' when pattern.AsSpan(i) is ['*', '*', '/', ..] && (i == 0 || pattern[i - 1] == '/'):
                    text.Append("(?:.*/)?");
                    i += 2;
                    break;
                case '*' when i > 0 && pattern[i - 1] == '/' && pattern[i..] == "**":
                    text.Append(".+");
                    i++;
                    break;
                case '*':
                    text.Append("[^/]*");
                    break;
                case '?':
                    text.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', Math.Min(pattern.Length, i + 2)) is > 0 and var end:
                    text.Append('[').Append(Set(pattern[(i + 1)..end])).Append(']');
                    i = end;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    text.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    text.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        return new Regex(
            text.Append('$').ToString(),
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline
        );
    }

    private static string Set(string letters)
    {
        var negated = letters.StartsWith('!') || letters.StartsWith('^');
        var set = new StringBuilder(negated ? "^/" : "");
        var from = negated ? 1 : 0;
        for (var i = from; i < letters.Length; i++)
        {
            // A descending range matches nothing in Git and is not a valid regular expression.
            if (i + 2 < letters.Length && letters[i + 1] == '-')
            {
                if (letters[i] <= letters[i + 2])
                    set.Append(Escaped(letters[i])).Append('-').Append(Escaped(letters[i + 2]));
                i += 2;
            }
            else
                set.Append(Escaped(letters[i]));
        }
        return set.Length == 0 ? "^\\s\\S" : set.ToString();
    }

    private static string Escaped(char letter) => $"\\u{(int)letter:X4}";
}
