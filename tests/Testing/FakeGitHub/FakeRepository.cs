using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>
/// A repository with its collaborators, commits, branches, issues and files. Tests may change it at any time. All
/// members are thread-safe.
/// </summary>
public sealed class FakeRepository(long id, GitHubPerson owner, string name, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _downloads;
    private readonly List<FakeIssue> _issues = [];
    private readonly ConcurrentDictionary<string, List<FakeCommit>> _branches = new();

    public long Id => id;
    public GitHubPerson Owner => owner;
    public string Name { get; set; } = name;
    public string FullName => $"{owner.Login}/{Name}";
    public bool Private { get; set; }
    public bool HasIssues { get; set; } = true;
    public string? Description { get; set; }
    public string? Language { get; set; } = "C#";
    public string DefaultBranch { get; set; } = "main";
    public DateTimeOffset CreatedAt { get; } = time.GetUtcNow();
    public DateTimeOffset UpdatedAt { get; set; } = time.GetUtcNow();
    public IReadOnlyList<string> Topics { get; set; } = [];
    public int Stars { get; set; }

    /// <summary>
    /// The ids of the people who may read a private repository and set labels and assignees. The owner always may.
    /// </summary>
    public ConcurrentDictionary<long, bool> Collaborators { get; } = new();

    /// <summary>The ids of the people who lost their access. The owner can be one of them.</summary>
    public ConcurrentDictionary<long, bool> Revoked { get; } = new();

    /// <summary>The texts of the files by path, on the default branch.</summary>
    public ConcurrentDictionary<string, string> Files { get; } = new();

    /// <summary>How often the archive was requested.</summary>
    public int Downloads => Volatile.Read(ref _downloads);

    /// <summary>Writes the archive of any commit in place of <see cref="Files"/>.</summary>
    public Func<Stream, Task>? Archive { get; set; }

    /// <summary>The archive is not sent before this task has completed.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>The address to which the API redirects requests for the archive; null for its own.</summary>
    public string? ArchiveUrl { get; set; }

    internal void CountDownload() => Interlocked.Increment(ref _downloads);

    public IReadOnlyList<FakeIssue> Issues
    {
        get
        {
            lock (_lock)
                return [.. _issues];
        }
    }

    public bool IsOpenTo(GitHubPerson? person) =>
        !Private && (person is null || !Revoked.ContainsKey(person.Id)) || MayWrite(person);

    public bool MayWrite(GitHubPerson? person) =>
        person is not null
        && !Revoked.ContainsKey(person.Id)
        && (person.Id == owner.Id || Collaborators.ContainsKey(person.Id));

    public FakeIssue AddIssue(string title, string? body = null, GitHubPerson? by = null, bool isPull = false)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var issue = new FakeIssue
            {
                Id = GitHubRepositories.NewId(),
                Number = _issues.Count + 1,
                Title = title,
                Body = body,
                By = by ?? owner,
                IsPull = isPull,
                CreatedAt = now,
                UpdatedAt = now,
            };
            _issues.Add(issue);
            return issue;
        }
    }

    /// <summary>Replaces an issue with a changed one.</summary>
    public FakeIssue Change(FakeIssue issue, Func<FakeIssue, FakeIssue> change)
    {
        lock (_lock)
            return _issues[issue.Number - 1] = change(_issues[issue.Number - 1]) with { UpdatedAt = time.GetUtcNow() };
    }

    /// <summary>Adds a commit to a branch. A new branch starts from the default branch.</summary>
    public FakeCommit Commit(string message, string? branch = null)
    {
        lock (_lock)
        {
            var commits = _branches.GetOrAdd(branch ?? DefaultBranch, _ =>
                [.. _branches.GetValueOrDefault(DefaultBranch) ?? []]
            );
            var parent = commits.Count > 0 ? commits[^1].Sha : null;
            var at = CreatedAt.AddSeconds(commits.Count);
            var commit = new FakeCommit(
                Convert.ToHexStringLower(
                    SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {branch} {commits.Count} {message} {parent}"))
                )[..40],
                parent,
                message,
                owner,
                at
            );
            commits.Add(commit);
            return commit;
        }
    }

    public IReadOnlyList<string> Branches => [.. _branches.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The commits of a branch or up to a commit, newest first; null for an unknown reference.</summary>
    public IReadOnlyList<FakeCommit>? Commits(string? reference = null)
    {
        lock (_lock)
        {
            if (_branches.TryGetValue(reference ?? DefaultBranch, out var commits))
                return [.. commits.AsEnumerable().Reverse()];
            return _branches.Values.FirstOrDefault(branch => branch.Any(commit => commit.Sha == reference)) is { } with
                ?
                [
                    .. with.TakeWhile(commit => commit.Sha != reference)
                        .Append(with.First(commit => commit.Sha == reference))
                        .Reverse(),
                ]
                : null;
        }
    }
}

/// <summary>An issue or a pull request. GitHub numbers both together.</summary>
public sealed record FakeIssue
{
    public required long Id { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public string? Body { get; init; }
    public required GitHubPerson By { get; init; }
    public bool IsPull { get; init; }
    public bool Closed { get; init; }
    public IReadOnlyList<string> Labels { get; init; } = [];
    public IReadOnlyList<GitHubPerson> Assignees { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}

public sealed record FakeCommit(string Sha, string? Parent, string Message, GitHubPerson By, DateTimeOffset At);
