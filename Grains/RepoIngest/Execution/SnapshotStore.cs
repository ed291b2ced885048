using YudaiV3.RepoIngest.Queries;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Finds finished ingests by way of the grains that know them, and reads their records from storage.</summary>
internal sealed class SnapshotStore(IGrainFactory grains, IngestRecords records) : ISnapshotStore
{
    public async Task<string> Newest(long repositoryId, long userId) =>
        (await grains.IngestedBranch(repositoryId).Describe(userId)).CommitSha;

    public Task<FinishedIngest?> Find(long repositoryId, string commitSha) =>
        grains.GetGrain<IIngestedBranchInternal>(IngestKeys.ForBranch(repositoryId)).Find(commitSha);

    public async Task<StoredSnapshot?> Load(long repositoryId, string commitSha) =>
        await Find(repositoryId, commitSha) is { } ingest
            ? new StoredSnapshot(await records.Read(ingest), ingest)
            : null;
}
