namespace YudaiV3.GitHub;

/// <summary>
/// Builds the grain key <c>repo/{owner}/{name}</c>; GitHub does not tell the case of names apart, so the key has none.
/// </summary>
public static class RepositoryKey
{
    private const int MaxLength = 100;
    private static readonly System.Buffers.SearchValues<char> InNames = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
    );

    /// <exception cref="NotFoundException">No repository can be called that.</exception>
    public static string Create(string owner, string name) =>
        IsName(owner) && IsName(name) ? $"repo/{owner.ToLowerInvariant()}/{name.ToLowerInvariant()}" : throw NotThere();

    /// <summary>Owner and name in a key that <see cref="Create"/> built.</summary>
    public static (string Owner, string Name) Parts(string key)
    {
        var slash = key.IndexOf('/', 5);
        return (key[5..slash], key[(slash + 1)..]);
    }

    /// <exception cref="NotFoundException">No repository can be called that.</exception>
    public static IRepository Repository(this IGrainFactory grains, string owner, string name) =>
        grains.GetGrain<IRepository>(Create(owner, name));

    /// <summary>Missing and not the caller's look the same.</summary>
    public static NotFoundException NotThere() => new("There is no such repository, or you cannot read it.");

    private static bool IsName(string text) =>
        text.Length > 0
        && text.Length <= MaxLength
        && text is not ("." or "..")
        && !text.AsSpan().ContainsAnyExcept(InNames);
}
