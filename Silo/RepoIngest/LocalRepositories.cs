using System.Runtime.CompilerServices;
using LibGit2Sharp;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>Git repositories in configured folders of this machine. Every signed-in user may read them.</summary>
internal sealed class LocalRepositories(LocalFolders folders)
{
    // The folders are configured, so their owner does not matter.
    static LocalRepositories() => GlobalSettings.SetOwnerValidation(false);

    /// <exception cref="NotFoundException">The folder no longer contains a Git repository.</exception>
    public void EnsureAccess(RepositoryLocation location) => Open(location).Dispose();

    public SourceCommit Resolve(RepositoryLocation location, string? reference)
    {
        using var repository = Open(location);
        var (branch, commit) = Find(repository, reference);
        return commit is null
            ? throw new NotFoundException("There is no such branch, tag or commit.")
            : new(location, folders.NameOf(location.Folder!), branch, commit.Sha);
    }

    public async IAsyncEnumerable<SourceEntry> Read(
        RepositoryLocation location,
        string commitSha,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var repository = Open(location);
        var commit = repository.Lookup<Commit>(commitSha)
            ?? throw new NotFoundException("There is no such commit any more.");
        // Depth first, which is path order: the texts of an ingest are packed in that order.
        var pending = new Stack<(string Path, IEnumerator<TreeEntry> Entries)>([("", commit.Tree.GetEnumerator())]);
        while (pending.TryPeek(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!folder.Entries.MoveNext())
            {
                pending.Pop().Entries.Dispose();
                await Task.Yield();
                continue;
            }
            var entry = folder.Entries.Current;
            var path = folder.Path + entry.Name;
            if (entry is not { TargetType: TreeEntryTargetType.Tree, Target: Tree inner })
                yield return Entry(repository, entry, path);
            else if (repository.ObjectDatabase.Contains(inner.Id))
                pending.Push((path + "/", inner.GetEnumerator()));
            else
                yield return new(path, EntryKind.Absent, 0, null);
        }
    }

    public CommitHistory History(RepositoryLocation location, string commitSha)
    {
        using var repository = Open(location);
        return LocalHistory.Read(repository, commitSha);
    }

    private static SourceEntry Entry(Repository repository, TreeEntry entry, string path)
    {
        if (entry.TargetType == TreeEntryTargetType.GitLink)
            return new(path, EntryKind.Submodule, 0, null);
        if (Size(repository, entry.Target.Id) is not { } size)
            return new(path, EntryKind.Absent, 0, null);
        // The reader opens the content: the library keeps a whole blob in memory.
        return entry.Mode == Mode.SymbolicLink
            ? new(path, EntryKind.Link, size, null, size < 4_096 ? ((Blob)entry.Target).GetContentText() : null)
            : new(path, EntryKind.File, size, () => ((Blob)entry.Target).GetContentStream())
            {
                Hash = entry.Target.Sha,
            };
    }

    /// <summary>Null where the repository does not have the object, as in a partial clone.</summary>
    private static long? Size(Repository repository, ObjectId id)
    {
        try
        {
            return repository.ObjectDatabase.RetrieveObjectMetadata(id).Size;
        }
        catch (LibGit2Sharp.NotFoundException)
        {
            return null;
        }
    }

    private static (string Name, Commit? Commit) Find(Repository repository, string? reference)
    {
        if (reference is null)
            return (repository.Head.FriendlyName, repository.Head.Tip);
        foreach (
            var name in (string[])
                [$"refs/heads/{reference}", $"refs/tags/{reference}", $"refs/remotes/origin/{reference}"]
        )
            if (
                Reference.IsValidName(name)
                && repository.Refs[name]?.ResolveToDirectReference()?.Target?.Peel<Commit>() is { } tip
            )
                return (reference, tip);
        if (reference.Length is < 4 or > 40 || !reference.All(char.IsAsciiHexDigit))
            return (reference, null);
        var commit = repository.Lookup<Commit>(reference);
        return (commit?.Sha ?? reference, commit);
    }

    private Repository Open(RepositoryLocation location)
    {
        try
        {
            if (folders.Contains(LocalFolders.Resolve(location.Folder!)))
            {
                var repository = new Repository(location.Folder!);
                if (folders.Contains(LocalFolders.Resolve(repository.Info.Path)))
                    return repository;
                repository.Dispose();
            }
        }
        catch (RepositoryNotFoundException)
        {
            // The response is the same as for a folder outside.
        }
        throw new NotFoundException("There is no such repository, or you cannot read it.");
    }
}
