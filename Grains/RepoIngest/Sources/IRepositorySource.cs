using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.RepoIngest.Sources;

/// <summary>
/// Reads repositories at one commit, with the rights of the user who asks. What the user may not reach is a
/// <see cref="NotFoundException"/>, like what is not there; what goes past a limit of the transport
/// (bytes of an archive, its ratio, time) is an <see cref="InvalidException"/> that says so; what GitHub does wrong is
/// a <see cref="GitHub.GitHubException"/>.
/// </summary>
internal interface IRepositorySource
{
    /// <summary>Proves that the user may read the repository now; a proof is good for 60 s.</summary>
    /// <exception cref="NotFoundException">The user may not.</exception>
    Task EnsureAccess(RepositoryLocation location, long userId);

    /// <summary>Checks that the user may read the repository, and finds the commit.</summary>
    /// <param name="reference">A branch, tag or commit; null for the default branch.</param>
    Task<SourceCommit> Resolve(
        RepositoryLocation location,
        string? reference,
        long userId,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Everything that Git tracks at a commit, as it streams in. The order should be that of the paths, as Git has it,
    /// but may not be relied on. Each entry is over when the next is asked for.
    /// </summary>
    IAsyncEnumerable<SourceEntry> Read(
        RepositoryLocation location,
        string commitSha,
        long userId,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// The commits up to this one, as far as they are at hand in some seconds; none where every one of them would be a
    /// request.
    /// </summary>
    Task<CommitHistory> History(
        RepositoryLocation location,
        string commitSha,
        long userId,
        CancellationToken cancellationToken
    );
}

/// <summary>A commit that a user may read.</summary>
/// <param name="Location">With owner and name in the repository's own case.</param>
/// <param name="RepoUrl">Its address on the web, or the local folder's name; never a path of the server.</param>
/// <param name="Branch">The branch or tag that was asked for, or the default branch; the commit itself where a commit
/// was asked for.</param>
internal sealed record SourceCommit(RepositoryLocation Location, string RepoUrl, string Branch, string CommitSha);

/// <summary>
/// What a tracked path is; <see cref="Other"/> is nothing that Git could track, such as a device. What is
/// <see cref="Absent"/> is tracked, but the repository does not have its content, as in a partial clone.
/// </summary>
internal enum EntryKind
{
    File,
    Link,
    Submodule,
    Other,
    Absent,
}

/// <summary>One tracked path.</summary>
/// <param name="Path">As the repository has it, with <c>/</c>; what is not UTF-8 holds U+FFFD.</param>
/// <param name="Size">In bytes, of a file.</param>
/// <param name="Open">Gives a file's bytes, to be read once, in order; null for what is no file.</param>
/// <param name="Target">Where a link leads.</param>
internal sealed record SourceEntry(string Path, EntryKind Kind, long Size, Func<Stream>? Open, string? Target = null)
{
    /// <summary>Git's id of a file's content, where the source knows it.</summary>
    public string? Hash { get; init; }
}
