namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// Light stemming of lower-case English words: "skipping" meets <c>skip</c>, "serialization" meets
/// <c>serialize</c>. Names that are no words come out the same on both sides.
/// </summary>
internal static class Stem
{
    private const int MinLength = 4;

    /// <summary>The length of the stem: it is always the beginning of the word.</summary>
    public static int Length(ReadOnlySpan<char> word)
    {
        var length = WithoutPlural(word);
        length = WithoutSuffix(word[..length]);
        if (length > 3 && word[length - 1] is 'e' or 'y')
            length--;
        if (length >= 7 && word[length - 1] == 't' && word[length - 2] == 'a') // generate, generator, generation
            length -= 2;
        return length;
    }

    private static int WithoutPlural(ReadOnlySpan<char> word)
    {
        var length = word.Length;
        if (length < MinLength || word[length - 1] != 's' || word[length - 2] is 's' or 'u' or 'i')
            return length;
        return length > 5 && word[length - 2] == 'e' && word[length - 3] == 'i' ? length - 3 : length - 1;
    }

    private static int WithoutSuffix(ReadOnlySpan<char> word)
    {
        foreach (var suffix in Suffixes)
            if (word.Length >= suffix.Length + MinLength - 1 && word.EndsWith(suffix, StringComparison.Ordinal))
            {
                var length = word.Length - suffix.Length;
                var last = word[length - 1];
                return length > 3 && last == word[length - 2] && last is not ('l' or 's' or 'z' or 'e' or 'o')
                    ? length - 1 // skipp-ing
                    : length;
            }
        return word.Length;
    }

    private static readonly string[] Suffixes = ["ing", "ion", "ed", "er", "or"];
}
