namespace YudaiV3.RepoIngest;

/// <summary>
/// One ingest of one commit, shared by all who ask for it. Key: <c>ingest/{ingestId}</c>, built only by
/// <see cref="IngestKeys"/>. Who has not asked for it is told that it is not there.
/// </summary>
[Alias("yudai.repo-ingest")]
public interface IRepoIngest : IGrainWithStringKey
{
    /// <exception cref="NotFoundException">There is none, or it is not the caller's.</exception>
    [Alias("status")]
    Task<IngestStatus> Status(long userId);

    /// <summary>
    /// As <see cref="Status"/>, when it has ended or after <paramref name="patience"/> (7 s at the most).
    /// </summary>
    [Alias("wait"), ResponseTimeout("00:00:10")]
    Task<IngestStatus> Wait(long userId, TimeSpan patience);

    /// <summary>Ends it, for all who wait for it; durable when it returns. One that has ended stays as it is.</summary>
    [Alias("cancel")]
    Task<IngestStatus> Cancel(long userId);
}
