using Orleans.Concurrency;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// What the ingest itself tells and asks a branch of a repository; the same grain as <see cref="IIngestedBranch"/>.
/// </summary>
[Alias("yudai.repository-history")]
internal interface IIngestedBranchInternal : IGrainWithStringKey
{
    /// <summary>Makes a finished ingest the one that is read; may be told again.</summary>
    [Alias("finish")]
    Task Finish(FinishedIngest ingest);

    /// <summary>
    /// The ingest of a commit, of this branch where it has one, else of any; null where there is none. Says nothing of
    /// rights.
    /// </summary>
    [Alias("of"), AlwaysInterleave]
    Task<FinishedIngest?> Of(string commitSha);
}
