namespace YudaiV3.RepoIngest.Execution;

/// <summary>The way in to an ingest; the same grain as <see cref="IRepoIngest"/>.</summary>
[Alias("yudai.start-ingest")]
internal interface IRepoIngestInternal : IGrainWithStringKey
{
    /// <summary>
    /// Begins it, or lets the user join. The caller has proved that the user may read the commit. What failed or was
    /// cancelled begins again.
    /// </summary>
    [Alias("start")]
    Task Start(IngestOrder order, long userId);
}
