using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.RepoIngest.Queries;

/// <summary>
/// The query for relevant files of an ingested repository. The same grain as <see cref="IRepositoryQueries"/>, with the
/// same check of rights.
/// </summary>
[Alias("yudai.relevant-files")]
internal interface IRelevantFilesQuery : IGrainWithStringKey
{
    /// <summary>The files of the newest commit that are relevant for a question.</summary>
    /// <exception cref="NotFoundException">There is none, or it is not for this user.</exception>
    [Alias("relevant")]
    Task<RelevantFiles> Relevant(long userId, RelevanceQuery query);
}
