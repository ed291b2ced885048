namespace YudaiV3.GitHub;

/// <summary>
/// Builds the grain key <c>repo/{owner}/{name}</c>. The key is in lower case, because GitHub ignores the case of names.
/// </summary>
public static class RepositoryKey
{
    private const int MaxLength = 100;
    private static readonly System.Buffers.SearchValues<char> AllowedCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
    );

    /// <exception cref="NotFoundException">The owner or the name is not valid.</exception>
    public static string Create(string owner, string name) =>
        IsName(owner) && IsName(name) ? $"repo/{owner.ToLowerInvariant()}/{name.ToLowerInvariant()}" : throw NotThere();

    /// <summary>Owner and name in a key of <see cref="Create"/>.</summary>
    public static (string Owner, string Name) Parts(string key)
    {
        var slash = key.IndexOf('/', 5);
        return (key[5..slash], key[(slash + 1)..]);
    }

    /// <exception cref="NotFoundException">The owner or the name is not valid.</exception>
    public static IRepository Repository(this IGrainFactory grains, string owner, string name) =>
        grains.GetGrain<IRepository>(Create(owner, name));

    /// <summary>The same for a missing repository and one that the caller cannot read.</summary>
    public static NotFoundException NotThere() => new("There is no such repository, or you cannot read it.");

    private static bool IsName(string text) =>
        text.Length > 0
        && text.Length <= MaxLength
        && text is not ("." or "..")
        && !text.AsSpan().ContainsAnyExcept(AllowedCharacters);
}
