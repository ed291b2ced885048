using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace YudaiV3.GitHub;

/// <summary>
/// A repository on GitHub. Key: <c>repo/{owner}/{name}</c>. It caches GitHub's responses in memory only. Reentrant,
/// because it waits for GitHub.
/// </summary>
[GrainType("repository")]
[Reentrant]
internal sealed class RepositoryGrain(IGitHub github, GitHubTokens tokens, TimeProvider time)
    : Grain,
        IRepository,
        IRepositoryAccess
{
    private static readonly TimeSpan AccessLifetime = TimeSpan.FromSeconds(60),
        WriteWait = TimeSpan.FromSeconds(15);

    private readonly Dictionary<CallerKey, (GitHubRepository Repository, DateTimeOffset At)> _accessChecks = [];
    private ConditionalReader _reads = null!;
    private RepositoryName _name = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (owner, name) = RepositoryKey.Parts(this.GetPrimaryKeyString());
        (_name, _reads) = (new RepositoryName(owner, name), new ConditionalReader(tokens, GrainFactory));
        return Task.CompletedTask;
    }

    public async Task<GitHubRepository> Details(long userId)
    {
        var (now, caller) = (time.GetUtcNow(), CallerKey.From(userId));
        _accessChecks.Remove(caller);
        var repository = await _reads.One(userId, "details", call => github.Repository(call, _name));
        foreach (var (other, check) in _accessChecks)
            if (check.At + AccessLifetime <= now)
                _accessChecks.Remove(other);
        _accessChecks[caller] = (repository, now);
        return repository;
    }

    public async Task<GitHubRepository> EnsureAccess(long userId) =>
        _accessChecks.TryGetValue(CallerKey.From(userId), out var check) && time.GetUtcNow() < check.At + AccessLifetime
            ? check.Repository
            : await Details(userId);

    public Task<ImmutableArray<GitHubBranch>> Branches(long userId) =>
        _reads.All(userId, "branches", call => github.Branches(call, _name));

    public async Task<ImmutableArray<GitHubIssue>> Issues(long userId, string state) =>
        [
            .. (
                await _reads.All(userId, $"issues {state}", call => github.Issues(call, _name, new IssueQuery(state)))
            ).DistinctBy(issue => issue.Number),
        ];

    public async Task<ImmutableArray<GitHubPull>> Pulls(long userId, string state) =>
        [
            .. (await _reads.All(userId, $"pulls {state}", call => github.Pulls(call, _name, state))).DistinctBy(pull =>
                pull.Number
            ),
        ];

    public async Task<ImmutableArray<GitHubCommit>> Commits(long userId, string? reference) =>
        [
            .. (
                await _reads.All(userId, $"commits {reference}", call => github.Commits(call, _name, reference))
            ).DistinctBy(commit => commit.Sha),
        ];

    public async Task<RepositoryOverview> Overview(long userId, string? branch)
    {
        var issues = TryRead("issues", call => github.Issues(call with { Size = 30 }, _name, new IssueQuery("open")));
        var pulls = TryRead("pulls", call => github.Pulls(call with { Size = 10 }, _name, "open"));
        var commits = Commits(branch);
        var details = await Details(userId);
        return new()
        {
            Details = details,
            Issues = await issues,
            Pulls = await pulls,
            Commits = await commits is { IsEmpty: false } found || branch is null ? await commits : await Commits(null),
        };

        Task<ImmutableArray<GitHubCommit>> Commits(string? reference) =>
            TryRead($"commits {reference}", call => github.Commits(call with { Size = 10 }, _name, reference));

        // A repository may be empty or have no issues.
        async Task<ImmutableArray<T>> TryRead<T>(
            string resource,
            Func<GitHubCall, Task<GitHubResponse<ImmutableArray<T>>>> read
        )
        {
            try
            {
                return await _reads.One(userId, $"news {resource}", read);
            }
            catch (Exception exception) when (exception is NotFoundException or GitHubException)
            {
                return [];
            }
        }
    }

    public async Task<GitHubIssue> CreateIssue(long userId, NewGitHubIssue issue) =>
        (
            await GrainFactory.GitHubGate(userId).CreateIssue($"once/{Guid.NewGuid()}", _name, issue, WriteWait)
        ).ToIssue();

    public async Task<string> Resolve(long userId, string? reference)
    {
        var newest = await _reads.One(userId, $"resolve {reference}", call =>
            github.Commits(call with { Size = 1 }, _name, reference)
        );
        return newest.IsEmpty ? throw new NotFoundException("There is no such branch, tag or commit.") : newest[0].Sha;
    }

    public Task<ImmutableArray<GitHubIssue>> OpenIssues(long userId) =>
        _reads.All(userId, "issues open", call => github.Issues(call, _name, new IssueQuery("open")), maxPages: 5);

    public Task<ImmutableArray<GitHubIssue>> IssuesBy(long userId, string? creator, DateTimeOffset since) =>
        _reads.All(userId, $"issues by {creator} {since.ToUnixTimeSeconds()}", call =>
            github.Issues(call with { ETag = null }, _name, new IssueQuery("all", creator, since))
        );

    public Task<GitHubIssue> Issue(long userId, int number) =>
        _reads.One(userId, $"issue {number}", call => github.Issue(call, _name, number));

    public async Task<ImmutableArray<string>> Folder(long userId, string path)
    {
        try
        {
            return await _reads.One(userId, $"folder {path}", call => github.Folder(call, _name, path));
        }
        catch (NotFoundException)
        {
            await EnsureAccess(userId); // Either the folder or the repository is missing.
            return [];
        }
    }

    public async Task<string?> File(long userId, string path)
    {
        try
        {
            return await _reads.One(userId, $"file {path}", call => github.File(call, _name, path));
        }
        catch (NotFoundException)
        {
            await EnsureAccess(userId);
            return null;
        }
    }
}
