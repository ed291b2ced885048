using Microsoft.Extensions.ObjectPool;
using Microsoft.ML.Tokenizers;

namespace YudaiV3.CodeAnalysis.Tokens;

/// <summary>
/// Counts tokens with <c>o200k_base</c>. Thread-safe. The first use loads the tokenizer, which takes a quarter of a
/// second, so a silo calls <see cref="Load"/> when it starts.
/// </summary>
public static class TokenCounter
{
    // The tokenizer takes quadratic time for a word without a break: 76 s for 100,000 Chinese characters. Longer words
    // are counted in parts of this length,
    // which may differ by a token for each part.
    private const int MaxWordLength = 256;

    private static readonly Lazy<ObjectPool<WordTokenCache>> Counts = new(() =>
    {
        var tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");
        return new DefaultObjectPool<WordTokenCache>(new WordTokenCachePolicy(tokenizer));
    });

    public static void Load() => _ = Counts.Value;

    public static int Count(ReadOnlySpan<char> text)
    {
        var counts = Counts.Value.Get();
        var count = 0;
        var words = new Pretokenizer(text);
        while (words.MoveNext())
            count += CountWord(words.Current, counts);
        Counts.Value.Return(counts);
        return count;
    }

    /// <summary>
    /// The longest beginning of <paramref name="text"/>, to the nearest word, that has at most
    /// <paramref name="maxTokens"/>
    /// tokens.
    /// </summary>
    public static string Cut(string text, int maxTokens)
    {
        var counts = Counts.Value.Get();
        var (count, length) = (0, 0);
        var words = new Pretokenizer(text);
        while (words.MoveNext() && count <= maxTokens)
        {
            var word = words.Current;
            while (word.Length > 0 && (count += counts.Count(Part(ref word))) <= maxTokens)
                length = words.End - word.Length;
        }
        Counts.Value.Return(counts);
        // The end of a word depends on what follows, so the cut text may have another count than within the whole.
        var cut = text[..length];
        return cut.Length == 0 || Count(cut) <= maxTokens
            ? cut
            : Cut(cut[..^(char.IsLowSurrogate(cut[^1]) ? 2 : 1)], maxTokens);
    }

    private static int CountWord(ReadOnlySpan<char> word, WordTokenCache counts)
    {
        var count = 0;
        while (word.Length > 0)
            count += counts.Count(Part(ref word));
        return count;
    }

    /// <summary>Takes the next part of a word. Nearly all words have one part.</summary>
    private static ReadOnlySpan<char> Part(ref ReadOnlySpan<char> word)
    {
        var length =
            word.Length <= MaxWordLength
                ? word.Length
                : MaxWordLength - (char.IsHighSurrogate(word[MaxWordLength - 1]) ? 1 : 0);
        var part = word[..length];
        word = word[length..];
        return part;
    }

    private sealed class WordTokenCachePolicy(TiktokenTokenizer tokenizer) : PooledObjectPolicy<WordTokenCache>
    {
        public override WordTokenCache Create() => new(tokenizer);

        public override bool Return(WordTokenCache counts) => true;
    }
}
