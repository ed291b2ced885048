using Microsoft.Extensions.ObjectPool;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// A pool of token lists. The list of any but a small file is a large object, and collecting those is expensive.
/// </summary>
internal sealed class TokenLists : PooledObjectPolicy<List<CodeToken>>
{
    /// <summary>Longer lists are rare and would stay in memory for long.</summary>
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
