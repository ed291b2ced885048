using System.Text;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.CodeAnalysis.Digest;

/// <summary>
/// Writes a digest: a heading, then one file after another while there is room. Cuts the last one. The digest never
/// exceeds the maximum number of tokens.
/// </summary>
public sealed class DigestWriter
{
    private const string Cut = "\n[cut]\n";

    // With less room, a note about the cut would leave too little for the text.
    private const int Tiny = 64;

    private readonly StringBuilder _text = new();
    private readonly int _maxTokens;
    private int _tokens,
        _files;

    public DigestWriter(string heading, int maxTokens)
    {
        _maxTokens = maxTokens;
        Write(LongWords.Cut(heading).Trim() + "\n");
    }

    public bool IsFull { get; private set; }

    public void Add(string path, string content)
    {
        if (IsFull)
            return;
        // The tokenizer never joins the line break at the end of an entry with the sign at the start of the next, so
        // the counts of entries add up.
        _files += Write($"=== {Line(path)} ===\n{LongWords.Cut(content).TrimEnd()}\n") ? 1 : 0;
    }

    /// <param name="hasMore">Whether there are more files than were added.</param>
    public RepositoryDigest Complete(bool hasMore)
    {
        var text = _text.ToString();
        var tokens = TokenCounter.Count(text);
        for (var maxTokens = _maxTokens; tokens > _maxTokens; tokens = TokenCounter.Count(text))
            text = TokenCounter.Cut(text, --maxTokens);
        return new()
        {
            Text = text,
            Tokens = tokens,
            FilesIncluded = _files,
            Truncated = IsFull || hasMore,
        };
    }

    /// <returns>Whether at least a part fitted.</returns>
    private bool Write(string entry)
    {
        var tokens = TokenCounter.Count(entry);
        if (_tokens + tokens <= _maxTokens)
        {
            _text.Append(entry);
            _tokens += tokens;
            return true;
        }
        IsFull = true;
        var left = _maxTokens - _tokens;
        var note = left >= Tiny ? Cut : "";
        var some = Fitting(entry, left - (note.Length > 0 ? TokenCounter.Count(note) + 1 : 0));
        if (some.Length == 0)
            return false;
        _text.Append(some).Append(note);
        return true;
    }

    /// <summary>Cuts at a word, or inside a word if that would waste much of a small budget.</summary>
    private static string Fitting(string entry, int maxTokens)
    {
        var some = TokenCounter.Cut(entry, maxTokens);
        if (maxTokens - TokenCounter.Count(some) <= maxTokens / 20)
            return some;
        for (
            var length = some.Length + 1;
            length <= entry.Length && length <= some.Length + LongWords.MaxLength;
            length++
        )
            if (!char.IsHighSurrogate(entry[length - 1]) && TokenCounter.Count(entry.AsSpan(0, length)) == maxTokens)
                return entry[..length];
        return some;
    }

    private static string Line(string path) =>
        string.Concat(path.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
}
