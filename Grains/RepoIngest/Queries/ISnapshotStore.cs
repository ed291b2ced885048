using YudaiV3.CodeAnalysis;
using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.RepoIngest.Queries;

/// <summary>Finds what ingests left behind.</summary>
internal interface ISnapshotStore
{
    /// <summary>
    /// The commit of the newest finished ingest, after a proof that the user's own rights reach the repository (it is
    /// good for 60 s).
    /// </summary>
    /// <exception cref="NotFoundException">There is none, or it is not for this user.</exception>
    Task<string> Newest(long repositoryId, long userId);

    /// <returns>Null where that commit was not ingested. Says nothing of rights.</returns>
    Task<FinishedIngest?> Find(long repositoryId, string commitSha);

    /// <returns>Null where that commit was not ingested. Says nothing of rights.</returns>
    Task<StoredSnapshot?> Load(long repositoryId, string commitSha);
}

/// <summary>A snapshot and the ingest that it is the result of.</summary>
internal sealed record StoredSnapshot(Snapshot Snapshot, FinishedIngest Ingest);
