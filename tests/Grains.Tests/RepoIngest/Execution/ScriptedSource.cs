using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Repositories that tests write, and stop in the middle of reading.</summary>
internal sealed class ScriptedSource : IRepositorySource, IRepositoryAddresses
{
    private readonly ConcurrentDictionary<string, ScriptedRepository> _repositories = new();

    public ScriptedRepository Add()
    {
        var made = new ScriptedRepository($"r{Guid.NewGuid():N}");
        return _repositories[made.Name] = made;
    }

    public RepositoryAddress Find(string repoUrl) =>
        repoUrl.Split('/') is [var owner, var name]
            ? new(new RepositoryLocation { Owner = owner, Name = name }, null)
            : throw new InvalidException("repo_url", "This names no repository.");

    public Task EnsureAccess(RepositoryLocation location, long userId) =>
        From(location, userId).Proof?.Task ?? Task.CompletedTask;

    public Task<SourceCommit> Resolve(
        RepositoryLocation location,
        string? reference,
        long userId,
        CancellationToken cancellationToken
    )
    {
        var repository = From(location, userId);
        var commit = repository.Commits.ContainsKey(reference ?? "") ? reference! : repository.Head;
        return Task.FromResult(
            new SourceCommit(
                location,
                $"https://example.org/{location.Owner}/{location.Name}",
                reference ?? "main",
                commit
            )
        );
    }

    public Task<CommitHistory> History(
        RepositoryLocation location,
        string commitSha,
        long userId,
        CancellationToken cancellationToken
    ) => Task.FromResult(From(location, userId).History);

    public async IAsyncEnumerable<SourceEntry> Read(
        RepositoryLocation location,
        string commitSha,
        long userId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var repository = From(location, userId);
        Interlocked.Increment(ref repository.Reads);
        if (repository.Fault is { } fault)
            throw fault;
        var at = 0;
        foreach (var entry in repository.Commits[commitSha])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (at++ == repository.StopsAt)
            {
                repository.Stopped.TrySetResult();
                await repository.GoesOn.Task.WaitAsync(cancellationToken);
            }
            yield return entry;
        }
    }

    private ScriptedRepository From(RepositoryLocation location, long userId) =>
        _repositories.TryGetValue(location.Name, out var repository) && !repository.Strangers.ContainsKey(userId)
            ? repository
            : throw new NotFoundException("There is no such repository.");
}

/// <summary>A repository of a test.</summary>
internal sealed class ScriptedRepository(string name)
{
    public int Reads;

    public string Name => name;
    public string Url => $"owner/{name}";
    public string Head { get; private set; } = "";
    public ConcurrentDictionary<string, IReadOnlyList<SourceEntry>> Commits { get; } = new();

    /// <summary>Users who may not read it.</summary>
    public ConcurrentDictionary<long, bool> Strangers { get; } = new();
    public Exception? Fault { get; set; }
    public CommitHistory History { get; set; } = CommitHistory.None;

    /// <summary>Proofs of rights wait for it.</summary>
    public TaskCompletionSource? Proof { get; set; }

    /// <summary>Before this entry it waits; -1 for never.</summary>
    public int StopsAt { get; set; } = -1;
    public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public TaskCompletionSource GoesOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Commit(IEnumerable<(string Path, string Text)> files) =>
        Commit(files.Select(file => Text(file.Path, file.Text)));

    public string Commit(IEnumerable<SourceEntry> entries)
    {
        Head = $"{Commits.Count + 1:x40}";
        Commits[Head] = [.. entries];
        return Head;
    }

    public static SourceEntry Text(string path, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return new(path, EntryKind.File, bytes.Length, () => new MemoryStream(bytes));
    }

    /// <summary>As a source gives it that knows contents by their hash.</summary>
    public static SourceEntry Hashed(string path, string text, Action<string> opened)
    {
        var entry = Text(path, text);
        return entry with
        {
            Hash = Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))
            )[..40],
            Open = () =>
            {
                opened(path);
                return entry.Open!();
            },
        };
    }
}
