using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.RepoIngest.Index;

/// <summary>
/// The files for a question in a conversation. The same grain as <see cref="IRepositoryIndex"/>, with the same check of
/// rights.
/// </summary>
[Alias("yudai.question-files")]
internal interface IQuestionFiles : IGrainWithStringKey
{
    /// <exception cref="NotFoundException">There is no commit, or it is not for this user.</exception>
    /// <exception cref="UnavailableException">The texts are not there yet.</exception>
    [Alias("find")]
    Task<RelevantFiles> Find(long userId, RelevanceQuery query);
}
