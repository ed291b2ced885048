using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using YudaiV3.Chat;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.RepoIngest.Queries;

/// <summary>
/// Finds the relevant files for a question in a conversation if its repository was ingested and the user may read it.
/// Never throws, and never delays an answer for long.
/// </summary>
internal sealed partial class RelevantFileFinder(
    IGrainFactory grains,
    IOptions<AnsweringOptions> options,
    TimeProvider time,
    ILogger<RelevantFileFinder> log
)
{
    /// <summary>The owner that local repositories are listed under.</summary>
    private const string Local = "local";

    /// <returns>Null if there are none or they are not found in time.</returns>
    public async Task<RelevantFiles?> Find(Session session, long userId, RelevanceQuery query)
    {
        if (session is not { RepoOwner: { Length: > 0 } owner, RepoName: { Length: > 0 } name })
            return null;
        try
        {
            return await Find(owner, name, session.RepoBranch, userId, query).WaitAsync(options.Value.FilesWait, time);
        }
        catch (NotFoundException)
        {
            return null; // not or no longer for this user
        }
        catch (Exception exception)
        {
            LogLeftOut(exception, owner, name);
            return null;
        }
    }

    private async Task<RelevantFiles?> Find(
        string owner,
        string name,
        string? branch,
        long userId,
        RelevanceQuery query
    ) =>
        await RepositoryId(owner, name, branch, userId) is { } id
            ? await grains.GetGrain<IRelevantFilesQuery>(RepositoryQueriesKey.Create(id)).Relevant(userId, query)
            : null;

    private async Task<long?> RepositoryId(string owner, string name, string? branch, long userId)
    {
        if (owner == Local && await OfUser(owner, name, branch, userId) is { } local)
            return local;
        var found = await grains
            .FinishedIngestsOf(IngestOrder.RepositoryOf(new() { Owner = owner, Name = name }))
            .Newest(branch);
        return found is null or { IsWhole: true } ? found?.RepositoryId : await OfUser(owner, name, branch, userId);
    }

    /// <summary>Only the user's own list knows what is local, or a part.</summary>
    private async Task<long?> OfUser(string owner, string name, string? branch, long userId) =>
        (await grains.UserIngests(userId).Repositories())
            .Where(repository =>
                owner.Equals(repository.Owner, StringComparison.OrdinalIgnoreCase)
                && name.Equals(repository.Name, StringComparison.OrdinalIgnoreCase)
            )
            .OrderByDescending(repository => repository.Branch == branch)
            .FirstOrDefault()
            ?.Id;

    [LoggerMessage(LogLevel.Information, "An answer about {Owner}/{Name} gets no relevant files.")]
    private partial void LogLeftOut(Exception exception, string owner, string name);
}
