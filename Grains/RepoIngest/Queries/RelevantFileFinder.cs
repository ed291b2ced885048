using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using YudaiV3.Chat;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Index;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Queries;

/// <summary>
/// Finds the relevant files for a question in a conversation if its repository was ingested and the user may read it.
/// Never throws, and delays an answer by no more than a bound.
/// </summary>
internal sealed partial class RelevantFileFinder(
    IGrainFactory grains,
    IRepositoryAddresses addresses,
    IOptions<AnsweringOptions> options,
    TimeProvider time,
    ILogger<RelevantFileFinder> log
)
{
    /// <summary>The owner of local repositories that are not in a nested folder.</summary>
    private const string Local = "local";

    /// <summary>The part of the bound after which the texts are given up and only names are searched.</summary>
    private const double ShareOfIndex = 0.7;

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
        var deadline = time.GetUtcNow() + options.Value.FilesWait;
        if (await RepositoryId(owner, name, branch, userId).WaitAsync(Left(), time) is not { } id)
            return null;
        try
        {
            return await grains
                .GetGrain<IQuestionFiles>(RepositoryIndexKey.Create(id))
                .Find(userId, query)
                .WaitAsync(Left() * ShareOfIndex, time);
        }
        catch (Exception exception) when (exception is not NotFoundException)
        {
            LogByNames(exception, owner, name);
        }
        // Paths and declared names are at hand where the texts are not, or not yet.
        return await grains
            .GetGrain<IRelevantFilesQuery>(RepositoryQueriesKey.Create(id))
            .Relevant(userId, query)
            .WaitAsync(Left(), time);

        TimeSpan Left() => deadline - time.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero;
    }

    private async Task<long?> RepositoryId(string owner, string name, string? branch, long userId)
    {
        var location = Location(owner, name);
        var found = await grains.FinishedIngestsOf(IngestOrder.RepositoryOf(location)).Newest(branch);
        if (found is { IsWhole: true })
            return found.RepositoryId;
        return found is null && owner != Local ? null : await OfUser(owner, name, branch, userId);
    }

    /// <summary>A folder of this machine is found by the names that a session may have for it.</summary>
    private RepositoryLocation Location(string owner, string name)
    {
        try
        {
            return addresses.Find($"{owner}/{name}").Location;
        }
        catch (InvalidException)
        {
            return new() { Owner = owner, Name = name };
        }
    }

    /// <summary>
    /// Only the user's own list knows a part, and a local repository that was named by its last folder.
    /// </summary>
    private async Task<long?> OfUser(string owner, string name, string? branch, long userId) =>
        (await grains.UserIngests(userId).Repositories())
            .Where(repository =>
                name.Equals(repository.Name, StringComparison.OrdinalIgnoreCase)
                && (owner == Local || owner.Equals(repository.Owner, StringComparison.OrdinalIgnoreCase))
            )
            .OrderByDescending(repository => owner.Equals(repository.Owner, StringComparison.OrdinalIgnoreCase))
            .ThenByDescending(repository => repository.Branch == branch)
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
