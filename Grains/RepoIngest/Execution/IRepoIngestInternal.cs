namespace YudaiV3.RepoIngest.Execution;

/// <summary>Starts an ingest. The same grain as <see cref="IRepoIngest"/>.</summary>
[Alias("yudai.start-ingest")]
internal interface IRepoIngestInternal : IGrainWithStringKey
{
    /// <summary>
    /// Starts it or lets the user join. The caller has checked that the user may read the commit. A failed or cancelled
    /// ingest starts again.
    /// </summary>
    [Alias("start")]
    Task Start(IngestOrder order, long userId);
}
