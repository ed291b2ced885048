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

    /// <summary>
    /// Starts a finished ingest again, because its texts are wanted and it has none. Readers keep the result that is
    /// there until the new one is finished. The caller has checked that the user may read the commit.
    /// </summary>
    /// <param name="order">The order of the ingest.</param>
    /// <param name="attempt">The attempt without texts. If another has begun, nothing is started.</param>
    /// <param name="userId">The repository is read with the rights of this user.</param>
    [Alias("repeat")]
    Task Repeat(IngestOrder order, int attempt, long userId);

    /// <summary>Whether an attempt is under way. One that is not never will be again.</summary>
    [Alias("runs")]
    Task<bool> Runs(int attempt);
}
