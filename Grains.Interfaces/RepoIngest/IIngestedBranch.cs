using Orleans.Concurrency;

namespace YudaiV3.RepoIngest;

/// <summary>
/// What ingests found out about one branch of a repository, or about a part of it. Key: <c>graph/{repositoryId}</c>,
/// built only by <see cref="IngestKeys"/>.
/// Every call proves first that the caller's own rights reach the repository (a proof is good for 60 s); otherwise it
/// is a <see cref="NotFoundException"/>.
/// </summary>
[Alias("yudai.repository-graph")]
public partial interface IIngestedBranch : IGrainWithStringKey
{
    [Alias("describe"), AlwaysInterleave]
    Task<IngestedRepository> Describe(long userId);
}
