using Microsoft.Extensions.ObjectPool;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Lists for the tokens of a file, to be used again: of any but a small file they are large objects, and garbage of
/// those calls for the most expensive of collections.
/// </summary>
internal sealed class TokenLists : PooledObjectPolicy<List<CodeToken>>
{
    /// <summary>Longer lists are rare, and would be kept for long.</summary>
    private const int MaxPooled = 1 << 16;

    public static ObjectPool<List<CodeToken>> Shared { get; } =
        new DefaultObjectPool<List<CodeToken>>(new TokenLists());

    public override List<CodeToken> Create() => [];

    public override bool Return(List<CodeToken> tokens)
    {
        tokens.Clear();
        return tokens.Capacity <= MaxPooled;
    }
}
