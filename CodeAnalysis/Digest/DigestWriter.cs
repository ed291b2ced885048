using System.Text;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.CodeAnalysis.Digest;

/// <summary>
/// Writes a digest: a heading, then file after file while there is room, the last one cut. The whole never has more
/// tokens than asked for.
/// </summary>
public sealed class DigestWriter
{
    private const string Cut = "\n[cut]\n";

    // Below this a note that something is cut would take what little room there is.
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
        // An entry ends with a line break and begins with a sign, which the tokenizer never joins: so the tokens of
        // entries add up.
        _files += Write($"=== {Line(path)} ===\n{LongWords.Cut(content).TrimEnd()}\n") ? 1 : 0;
    }

    /// <param name="hasMore">There is more than what was added.</param>
    public RepositoryDigest Done(bool hasMore)
    {
        var text = _text.ToString();
        var tokens = TokenCounter.Count(text);
        for (var most = _maxTokens; tokens > _maxTokens; tokens = TokenCounter.Count(text))
            text = TokenCounter.Cut(text, --most);
        return new()
        {
            Text = text,
            Tokens = tokens,
            FilesIncluded = _files,
            Truncated = IsFull || hasMore,
        };
    }

    /// <returns>Whether at least a part had room.</returns>
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

    /// <summary>To the nearest word; where that wastes much of a small budget, into the word.</summary>
    private static string Fitting(string entry, int most)
    {
        var some = TokenCounter.Cut(entry, most);
        if (most - TokenCounter.Count(some) <= most / 20)
            return some;
        for (
            var length = some.Length + 1;
            length <= entry.Length && length <= some.Length + LongWords.MaxLength;
            length++
        )
            if (!char.IsHighSurrogate(entry[length - 1]) && TokenCounter.Count(entry.AsSpan(0, length)) == most)
                return entry[..length];
        return some;
    }

    private static string Line(string path) =>
        string.Concat(path.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
}
