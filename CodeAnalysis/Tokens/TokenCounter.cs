using Microsoft.Extensions.ObjectPool;
using Microsoft.ML.Tokenizers;

namespace YudaiV3.CodeAnalysis.Tokens;

/// <summary>
/// Counts tokens with <c>o200k_base</c>. Safe from any thread; the first use loads the tokenizer (a quarter of a
/// second), so a silo does that when it starts.
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
        return new DefaultObjectPool<WordTokenCache>(new Fresh(tokenizer));
    });

    public static void Load() => _ = Counts.Value;

    public static int Count(ReadOnlySpan<char> text)
    {
        var counts = Counts.Value.Get();
        var count = 0;
        for (var words = new Pretokenizer(text); words.MoveNext(); )
            count += CountWord(words.Current, counts);
        Counts.Value.Return(counts);
        return count;
    }

    /// <summary>
    /// The longest beginning of <paramref name="text"/>, to the nearest word, that has at most <paramref name="most"/>
    /// tokens.
    /// </summary>
    public static string Cut(string text, int most)
    {
        var counts = Counts.Value.Get();
        var (count, length) = (0, 0);
        for (var words = new Pretokenizer(text); words.MoveNext() && count <= most; )
        for (var word = words.Current; word.Length > 0 && (count += counts.Of(Part(ref word))) <= most; )
            length = words.End - word.Length;
        Counts.Value.Return(counts);
        // What follows a word has a say in where it ends, so the cut text may count otherwise than it did within the
        // whole.
        var cut = text[..length];
        return cut.Length == 0 || Count(cut) <= most ? cut : Cut(cut[..^(char.IsLowSurrogate(cut[^1]) ? 2 : 1)], most);
    }

    private static int CountWord(ReadOnlySpan<char> word, WordTokenCache counts)
    {
        var count = 0;
        while (word.Length > 0)
            count += counts.Of(Part(ref word));
        return count;
    }

    /// <summary>Takes the next part of a word, which is the whole of nearly all.</summary>
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

    private sealed class Fresh(TiktokenTokenizer tokenizer) : PooledObjectPolicy<WordTokenCache>
    {
        public override WordTokenCache Create() => new(tokenizer);

        public override bool Return(WordTokenCache counts) => true;
    }
}
