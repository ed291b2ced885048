namespace YudaiV3.RepoIngest.Sources;

/// <summary>Where a repository is: on the configured GitHub, or in a folder of this machine.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.location")]
internal sealed record RepositoryLocation
{
    [Id(0)]
    public required string Owner { get; init; }

    [Id(1)]
    public required string Name { get; init; }

    /// <summary>The folder of a local Git repository, with all links resolved; null on GitHub.</summary>
    [Id(2)]
    public string? Folder { get; init; }

    /// <summary>
    /// The names that a session may have for it. A session of a local repository may know only the last folders of its
    /// path.
    /// </summary>
    public IEnumerable<(string Owner, string Name)> SessionNames =>
        Folder is null
            ? [(Owner, Name)]
            : ((string?[])[Owner, "local", Path.GetFileName(Path.GetDirectoryName(Folder))])
                .OfType<string>()
                .Distinct()
                .Select(owner => (owner, Name));
}
