using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Search;
using YudaiV3.RepoIngest.Packs;

namespace YudaiV3.RepoIngest.Content;

/// <summary>The parts of a search for code that need no grain.</summary>
internal static class CodeSearch
{
    private static readonly SearchValues<char> Wildcards = SearchValues.Create("*?[!");

    /// <exception cref="InvalidException">The expression is wrong.</exception>
    public static TextSearch Parse(CodeSearchQuery query)
    {
        try
        {
            return new TextSearch(query.Text, query.IsExpression, query.IsCaseSensitive);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidException("q", exception.Message);
        }
    }

    public static InvalidException TooExpensive() =>
        new("q", "This expression takes too long here. Make it simpler, add plain text to it, or choose a path.");

    /// <param name="path">A file, a folder or a pattern; null for all.</param>
    public static Func<string, bool> PathFilter(string? path)
    {
        if (path?.Trim('/') is not { Length: > 0 } wanted || wanted == ".")
            return _ => true;
        if (!wanted.AsSpan().ContainsAny(Wildcards))
            return file => RepoPath.Within(wanted, file);
        var patterns = new PathPatterns([path]);
        return patterns.Matches;
    }

    /// <summary>The packs that can hold a path.</summary>
    public static IEnumerable<PackReference> Within(this PackIndex index, string? path) =>
        path?.Trim('/') is not { Length: > 0 } wanted || wanted == "." || wanted.AsSpan().ContainsAny(Wildcards)
            ? index.Packs
            : index.Packs.Where(pack =>
                string.CompareOrdinal(wanted, pack.Last) <= 0
                && string.CompareOrdinal(pack.First, wanted + "/" + char.MaxValue) <= 0
            );

    /// <summary>Adds the matches of one file.</summary>
    /// <returns>The number of lines that match.</returns>
    public static int SearchFile(
        string path,
        ReadOnlySpan<byte> content,
        TextSearch text,
        ImmutableArray<CodeMatch>.Builder matches,
        int limit,
        CancellationToken end
    )
    {
        var letters = ArrayPool<char>.Shared.Rent(content.Length);
        try
        {
            var found = new List<LineMatch>();
            var length = Encoding.UTF8.GetChars(content, letters);
            var total = text.Find(letters.AsSpan(0, length), found, limit - matches.Count, end);
            foreach (var match in found)
                matches.Add(
                    new()
                    {
                        Path = path,
                        Line = match.Line,
                        Column = match.Column,
                        Text = match.Text,
                        Before = match.Before,
                        After = match.After,
                    }
                );
            return total;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }
}
