using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>Reads repositories from GitHub or from local folders.</summary>
internal sealed class RepositorySource(GitHubArchives github, LocalRepositories local) : IRepositorySource
{
    public Task EnsureAccess(RepositoryLocation location, long userId)
    {
        if (location.Folder is null)
            return github.EnsureAccess(location, userId);
        local.EnsureAccess(location);
        return Task.CompletedTask;
    }

    public Task<SourceCommit> Resolve(
        RepositoryLocation location,
        string? reference,
        long userId,
        CancellationToken cancellationToken
    ) =>
        location.Folder is null
            ? github.Resolve(location, reference, userId)
            : Task.FromResult(local.Resolve(location, reference));

    public IAsyncEnumerable<SourceEntry> Read(
        RepositoryLocation location,
        string commitSha,
        long userId,
        CancellationToken cancellationToken
    ) =>
        location.Folder is null
            ? github.Read(location, commitSha, userId, cancellationToken)
            : local.Read(location, commitSha, cancellationToken);

    // GitHub needs a request for the files of each commit.
    public Task<CommitHistory> History(
        RepositoryLocation location,
        string commitSha,
        long userId,
        CancellationToken cancellationToken
    ) => Task.FromResult(location.Folder is null ? CommitHistory.None : local.History(location, commitSha));
}
