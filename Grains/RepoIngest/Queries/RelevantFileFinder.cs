using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using YudaiV3.Chat;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Index;

namespace YudaiV3.RepoIngest.Queries;

/// <summary>
/// Finds the relevant files for a question in a conversation if its repository was ingested and the user may read it.
/// Never throws, and delays an answer by no more than a bound.
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

    public async Task<FoundFiles> Find(Session session, long userId, RelevanceQuery query)
    {
        if (session is not { RepoOwner: { Length: > 0 } owner, RepoName: { Length: > 0 } name })
            return default;
        try
        {
            return new(await Find(owner, name, session.RepoBranch, userId, query), IsLate: false);
        }
        catch (NotFoundException)
        {
            return default; // not or no longer for this user
        }
        catch (Exception exception)
        {
            LogLeftOut(exception, owner, name);
            return new(null, IsLate: true);
        }
    }

    private async Task<RelevantFiles?> Find(
        string owner,
        string name,
        string? branch,
        long userId,
        RelevanceQuery query
    )
    {
        var wait = options.Value.FilesWait;
        if (await RepositoryId(owner, name, branch, userId).WaitAsync(wait, time) is not { } id)
            return null;
        try
        {
            return await grains
                .GetGrain<IQuestionFiles>(RepositoryIndexKey.Create(id))
                .Find(userId, query)
                .WaitAsync(wait, time);
        }
        catch (Exception exception) when (exception is not NotFoundException)
        {
            LogByNames(exception, owner, name);
        }
        // Paths and declared names are at hand where the texts are not, or not yet.
        return await grains
            .GetGrain<IRelevantFilesQuery>(RepositoryQueriesKey.Create(id))
            .Relevant(userId, query)
            .WaitAsync(wait, time);
    }

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

    [LoggerMessage(LogLevel.Warning, "An answer about {Owner}/{Name} gets no relevant files.")]
    private partial void LogLeftOut(Exception exception, string owner, string name);

    [LoggerMessage(
        LogLevel.Information,
        "The files of {Owner}/{Name} are ranked by names: their texts are not at hand."
    )]
    private partial void LogByNames(Exception exception, string owner, string name);
}

/// <summary>The files for a question.</summary>
/// <param name="Files">Null if the repository is not ingested, or not for this user.</param>
/// <param name="IsLate">It is, but its files were not at hand in time.</param>
internal readonly record struct FoundFiles(RelevantFiles? Files, bool IsLate);
