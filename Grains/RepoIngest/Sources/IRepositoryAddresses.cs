namespace YudaiV3.RepoIngest.Sources;

/// <summary>Knows what a <c>repo_url</c> names. Contacts nobody.</summary>
internal interface IRepositoryAddresses
{
    /// <exception cref="InvalidException">It names nothing that may be ingested here.</exception>
    RepositoryAddress Find(string repoUrl);
}

/// <summary>What an address names.</summary>
/// <param name="Reference">The branch, tag or commit that stands in it; null where none does.</param>
internal sealed record RepositoryAddress(RepositoryLocation Location, string? Reference);
