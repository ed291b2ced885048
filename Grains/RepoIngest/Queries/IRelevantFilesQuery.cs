using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.RepoIngest.Queries;

/// <summary>
/// What DAifu asks of an ingested repository; the same grain as <see cref="IRepositoryQueries"/>, with the same proof
/// of rights.
/// </summary>
[Alias("yudai.relevant-files")]
internal interface IRelevantFilesQuery : IGrainWithStringKey
{
    /// <summary>The files of the newest commit that matter for a question.</summary>
    /// <exception cref="NotFoundException">There is none, or it is not for this user.</exception>
    [Alias("relevant")]
    Task<RelevantFiles> Relevant(long userId, RelevanceQuery query);
}
