using Orleans.Concurrency;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The branch of a repository as ingests use it. The same grain as <see cref="IIngestedBranch"/>.
/// </summary>
[Alias("yudai.repository-history")]
internal interface IIngestedBranchInternal : IGrainWithStringKey
{
    /// <summary>Makes a finished ingest the current one. Idempotent.</summary>
    [Alias("finish")]
    Task Finish(FinishedIngest ingest);

    /// <summary>
    /// The ingest of a commit, preferably of this branch. Null if there is none. Does not check rights.
    /// </summary>
    [Alias("of"), AlwaysInterleave]
    Task<FinishedIngest?> Find(string commitSha);
}
