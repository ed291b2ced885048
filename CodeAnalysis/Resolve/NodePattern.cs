namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Names with at most one <c>*</c>, as <c>paths</c>, <c>imports</c> and <c>exports</c> have them.</summary>
internal static class NodePattern
{
    /// <summary>Longer ones lead to no file.</summary>
    private const int MaxLength = 4_000;

    /// <summary>A target with a name in place of its stars; null where that is longer than a path.</summary>
    public static string? Fill(string target, string star) =>
        target.Length + (long)target.AsSpan().Count('*') * star.Length <= MaxLength
            ? target.Replace("*", star, StringComparison.Ordinal)
            : null;

    /// <summary>
    /// What the star stands for (null where there is none) and how much of the name was spelled out before it; a whole
    /// name counts as the longest. Null where the name does not match.
    /// </summary>
    public static (string? Star, int Length)? Match(string pattern, string name)
    {
        if (pattern.IndexOf('*') is not (>= 0 and var star))
            return pattern == name ? (null, int.MaxValue) : null;
        var after = pattern.AsSpan(star + 1);
        return
            name.Length >= star + after.Length
            && name.AsSpan().StartsWith(pattern.AsSpan(0, star))
            && name.AsSpan().EndsWith(after)
            ? (name[star..(name.Length - after.Length)], star)
            : null;
    }
}
