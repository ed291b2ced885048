using Microsoft.ML.Tokenizers;

namespace YudaiV3.CodeAnalysis.Tokens;

/// <summary>
/// Caches the token counts of words. The tokenizer has a cache too, but behind a lock: two threads are slower with it
/// than one. Not thread-safe.
/// </summary>
internal sealed class WordTokenCache(TiktokenTokenizer tokenizer)
{
    private const int PairBits = 15,
        LongWords = 1 << 14,
        MaxLetters = 15;

    private readonly ShortWord[] _short = new ShortWord[2 << PairBits];
    private readonly Dictionary<string, int> _long = new(StringComparer.Ordinal);

    /// <summary>The number of tokens of a word from <see cref="Pretokenizer"/>.</summary>
    public int Count(ReadOnlySpan<char> word)
    {
        if (!Pack(word, out var low, out var high))
            return CountLong(word);
        // Each word has a pair of slots. The first holds the most recently used word, the second the one before.
        var pair = _short.AsSpan(
            2 * (int)(((low ^ (high * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93) >> (64 - PairBits)),
            2
        );
        if (!pair[0].Is(low, high))
            (pair[0], pair[1]) = (pair[1].Is(low, high) ? pair[1] : new(low, high, CountUncached(word)), pair[0]);
        return pair[0].Tokens;
    }

    /// <summary>Up to 15 letters of ASCII and how many they are, in 16 bytes.</summary>
    private static bool Pack(ReadOnlySpan<char> word, out ulong low, out ulong high)
    {
        (low, high) = (0, (ulong)word.Length << 56);
        if (word.Length > MaxLetters)
            return false;
        var all = 0;
        for (var i = 0; i < word.Length && i < 8; i++)
        {
            low |= (ulong)word[i] << (8 * i);
            all |= word[i];
        }
        for (var i = 8; i < word.Length; i++)
        {
            high |= (ulong)word[i] << (8 * (i - 8));
            all |= word[i];
        }
        return all < 0x80;
    }

    private int CountLong(ReadOnlySpan<char> word)
    {
        var known = _long.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(word, out var tokens))
            return tokens;
        if (_long.Count >= LongWords)
            _long.Clear();
        return known[word] = CountUncached(word);
    }

    private int CountUncached(ReadOnlySpan<char> word) =>
        tokenizer.CountTokens(word, considerPreTokenization: false, considerNormalization: false);

    private readonly record struct ShortWord(ulong Low, ulong High, int Tokens)
    {
        public bool Is(ulong low, ulong high) => Low == low && High == high;
    }
}
