using Microsoft.ML.Tokenizers;

namespace YudaiV3.Chat.Answering;

/// <summary>Counts tokens with <c>o200k_base</c>. Safe from any thread; the first use loads the tokenizer (a quarter of a second), so a silo does that when it starts.</summary>
internal static class Tokens
{
    // The tokenizer takes quadratic time for a word without a break: 76 s for 100,000 Chinese characters. Longer words are counted in parts of this length,
    // which may differ by a token for each part.
    private const int LongestWord = 256;

    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static void Load() => _ = Tokenizer.Value;

    public static int Count(string text)
    {
        if (text.Length <= LongestWord)
            return Tokenizer.Value.CountTokens(text);
        var count = 0;
        foreach (var part in Parts(text))
            count += Count(text.AsSpan(part));
        return count;
    }

    /// <summary>The longest beginning of <paramref name="text"/>, to the nearest word, that has at most <paramref name="most"/> tokens.</summary>
    public static string Cut(string text, int most)
    {
        var (count, length) = (0, 0);
        foreach (var part in Parts(text))
        {
            count += Count(text.AsSpan(part));
            if (count > most)
                break;
            length = part.End.Value;
        }
        // What follows a word has a say in where it ends, so the cut text may count otherwise than it did within the whole.
        var cut = text[..length];
        return cut.Length == 0 || Count(cut) <= most ? cut : Cut(cut[..^(char.IsLowSurrogate(cut[^1]) ? 2 : 1)], most);
    }

    private static int Count(ReadOnlySpan<char> part) => Tokenizer.Value.CountTokens(part, considerPreTokenization: false, considerNormalization: false);

    private static IEnumerable<Range> Parts(string text)
    {
        foreach (var (offset, length) in Tokenizer.Value.PreTokenizer!.PreTokenize(text))
        {
            var (start, end) = (offset, offset + length);
            while (end - start > LongestWord)
            {
                var next = start + LongestWord - (char.IsHighSurrogate(text[start + LongestWord - 1]) ? 1 : 0);
                yield return start..next;
                start = next;
            }
            yield return start..end;
        }
    }
}
