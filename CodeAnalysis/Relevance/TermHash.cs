namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>The hash of 28 bits that stands for a term, so that an index needs no strings.</summary>
internal static class TermHash
{
    private const uint Mask = (1 << 28) - 1;

    /// <summary>Of a stem, or of an identifier in one word.</summary>
    public static uint Word(ReadOnlySpan<char> lower) => Mix(Add(2166136261, lower));

    /// <summary>
    /// Of an identifier of several words: it is never a word of its own. Underscores do not matter.
    /// </summary>
    public static uint Whole(ReadOnlySpan<char> lower) => Mix(Add(3335459233, lower));

    private static uint Add(uint hash, ReadOnlySpan<char> lower)
    {
        foreach (var c in lower)
            if (c != '_')
                hash = (hash ^ c) * 16777619;
        return hash;
    }

    private static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x7feb352d;
        hash ^= hash >> 15;
        return hash & Mask;
    }
}
