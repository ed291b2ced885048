using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace YudaiV3.CodeAnalysis.Search;

/// <summary>
/// Searches texts line by line, for a phrase or a regular expression. The time is linear in the length of a text. A
/// line counts once, at its first match, as in <c>git grep</c>. Thread-safe.
/// </summary>
public sealed class TextSearch
{
    /// <summary>Characters. A longer line is cut to a part around its match.</summary>
    public const int MaxLineLength = 400;

    private const int ContextLines = 2,
        LeadIn = 100,
        CheckEvery = 4_096;
    private static readonly TimeSpan MaxMatchTime = TimeSpan.FromSeconds(2);

    private readonly ImmutableArray<string>? _literals;
    private readonly SearchValues<string>? _anchors;
    private readonly Regex? _expression;

    /// <param name="text">A phrase, or an expression that needs no backtracking.</param>
    /// <param name="isExpression">Whether the text is a regular expression.</param>
    /// <param name="isCaseSensitive">Whether capital and small letters differ.</param>
    /// <exception cref="ArgumentException">The text is no expression, or one that would be too expensive. The message
    /// says why.</exception>
    public TextSearch(string text, bool isExpression, bool isCaseSensitive)
    {
        _literals = isExpression ? RequiredLiterals.Find(text) : [text];
        if (_literals is { } literals)
            _anchors = SearchValues.Create(
                literals.AsSpan(),
                isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase
            );
        if (isExpression)
            _expression = Parse(text, isCaseSensitive);
    }

    /// <summary>Whether one of the texts of a filter can match.</summary>
    public bool MayMatch(TrigramFilter filter) =>
        _literals is not { } literals || literals.Any(text => filter.MayContain(text));

    /// <summary>Finds the lines of a text that match.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Receives the first lines, until it has <paramref name="maxFound"/>.</param>
    /// <param name="maxFound">Lines beyond this number are only counted.</param>
    /// <param name="cancellationToken">Ends the search of a long text.</param>
    /// <returns>The number of lines that match.</returns>
    /// <exception cref="RegexMatchTimeoutException">The expression is too expensive for a line.</exception>
    public int Find(
        ReadOnlySpan<char> text,
        ICollection<LineMatch> found,
        int maxFound,
        CancellationToken cancellationToken = default
    )
    {
        var (count, number, start) = (0, 1, 0);
        for (var lines = 0; start < text.Length; lines++)
        {
            if (lines % CheckEvery == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var anchor = 0;
            if (_anchors is not null)
            {
                anchor = text[start..].IndexOfAny(_anchors);
                if (anchor < 0)
                    break;
                var skipped = text.Slice(start, anchor).LastIndexOf('\n') + 1;
                number += text.Slice(start, skipped).Count('\n');
                (start, anchor) = (start + skipped, anchor - skipped);
            }
            var rest = text[start..];
            var end = rest.IndexOf('\n');
            var line = end < 0 ? rest : rest[..end];
            if ((_expression is null ? anchor : FirstMatch(line)) is >= 0 and var column)
            {
                count++;
                if (found.Count < maxFound)
                    found.Add(Describe(text, start, line, number, column));
            }
            start += line.Length + 1;
            number++;
        }
        return count;
    }

    private static Regex Parse(string text, bool isCaseSensitive)
    {
        try
        {
            return new Regex(
                text,
                RegexOptions.NonBacktracking
                    | RegexOptions.CultureInvariant
                    | (isCaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase),
                MaxMatchTime
            );
        }
        catch (RegexParseException exception)
        {
            throw new ArgumentException($"This is no regular expression: {exception.Error} at {exception.Offset}.");
        }
        catch (NotSupportedException)
        {
            throw new ArgumentException(
                "This expression cannot be matched in linear time: it looks around, refers back or repeats too much."
            );
        }
    }

    private int FirstMatch(ReadOnlySpan<char> line)
    {
        foreach (var match in _expression!.EnumerateMatches(line))
            return match.Index;
        return -1;
    }

    private static LineMatch Describe(
        ReadOnlySpan<char> text,
        int start,
        ReadOnlySpan<char> line,
        int number,
        int column
    )
    {
        var before = ImmutableArray.CreateBuilder<string>();
        var head = text[..start];
        while (before.Count < ContextLines && !head.IsEmpty)
        {
            head = head[..^1];
            var from = head.LastIndexOf('\n') + 1;
            before.Insert(0, Show(head[from..], 0));
            head = head[..from];
        }
        var after = ImmutableArray.CreateBuilder<string>();
        var next = start + line.Length + 1;
        while (after.Count < ContextLines && next < text.Length)
        {
            var tail = text[next..];
            var end = tail.IndexOf('\n');
            after.Add(Show(end < 0 ? tail : tail[..end], 0));
            next = end < 0 ? text.Length : next + end + 1;
        }
        return new(number, column + 1, Show(line, column), before.ToImmutable(), after.ToImmutable());
    }

    private static string Show(ReadOnlySpan<char> line, int column)
    {
        line = line.TrimEnd('\r');
        if (line.Length <= MaxLineLength)
            return line.ToString();
        var from = Math.Clamp(column - LeadIn, 0, line.Length - MaxLineLength);
        return line.Slice(from, MaxLineLength).ToString();
    }
}

/// <summary>A line that matches.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">Of the first match, from 1, in UTF-16 characters.</param>
/// <param name="Text">The line, without its end.</param>
/// <param name="Before">The lines before it, at most two.</param>
/// <param name="After">The lines after it, at most two.</param>
public sealed record LineMatch(
    int Line,
    int Column,
    string Text,
    ImmutableArray<string> Before,
    ImmutableArray<string> After
);
