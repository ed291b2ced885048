using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Packs;
using YudaiV3.RepoIngest.Queries;

namespace YudaiV3.RepoIngest.Content;

/// <summary>
/// The texts of the newest commit of one repository, for one activation. Where there are none, it has the ingest run
/// again and waits a little.
/// </summary>
internal sealed class CommitTexts(
    long repositoryId,
    ISnapshotStore snapshots,
    PackStore packs,
    IGrainFactory grains,
    TimeProvider time
)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(15),
        WaitInterval = TimeSpan.FromSeconds(5),
        UseInterval = TimeSpan.FromHours(12),
        RetryDelay = TimeSpan.FromMinutes(1);

    private (FinishedIngest Ingest, PackIndex Index)? _open;
    private DateTimeOffset _usedAt,
        _repeatAfter;

    /// <summary>Proves that the user may read the repository, and finds the packs of its newest commit.</summary>
    public async Task<(FinishedIngest Ingest, PackIndex Index)> Open(long userId)
    {
        var commit = await snapshots.Newest(repositoryId, userId);
        var ingest = await Find(commit);
        if (_open is { } open && IsSame(open.Ingest, ingest) && time.GetUtcNow() - _usedAt < UseInterval)
            return open;
        if (await packs.Index(ingest) is not { } index)
            (ingest, index) = await Repeat(ingest, userId);
        await grains.RepositoryPacks(ingest.Order.Repository).Use(PackStore.WriterOf(ingest));
        (_open, _usedAt) = ((ingest, index), time.GetUtcNow());
        return (ingest, index);
    }

    /// <summary>A pack was dropped: the next call looks again.</summary>
    public UnavailableException Forget()
    {
        _open = null;
        return new("The texts of this repository are being replaced. Please send the same request again.");
    }

    private async Task<FinishedIngest> Find(string commit) =>
        await snapshots.Find(repositoryId, commit) ?? throw new NotFoundException("This commit was not ingested.");

    private async Task<(FinishedIngest Ingest, PackIndex Index)> Repeat(FinishedIngest ingest, long userId)
    {
        var start = time.GetTimestamp();
        if (time.GetUtcNow() >= _repeatAfter)
        {
            _repeatAfter = time.GetUtcNow() + RetryDelay;
            await grains
                .GetGrain<IRepoIngestInternal>(IngestKeys.ForIngest(ingest.Order.IngestId))
                .Repeat(ingest.Order, ingest.Result.Attempt, userId);
        }
        while (time.GetElapsedTime(start) < MaxWait)
        {
            var status = await grains.RepoIngest(ingest.Order.IngestId).Wait(userId, WaitInterval);
            if (status.Status is IngestState.Failed or IngestState.Cancelled)
                throw new UnavailableException($"The texts of this repository cannot be read: {status.Error}");
            if (
                status.HasEnded
                && await Find(ingest.Order.CommitSha) is var again
                && await packs.Index(again) is { } index
            )
                return (again, index);
        }
        throw new UnavailableException("The texts of this repository are being read in. Try again in a moment.");
    }

    private static bool IsSame(FinishedIngest one, FinishedIngest other) =>
        PackStore.WriterOf(one) == PackStore.WriterOf(other);
}
