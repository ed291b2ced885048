using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace YudaiV3.GitHub;

/// <summary>
/// A repository on GitHub. Key: <c>repo/{owner}/{name}</c>. It keeps GitHub's answers in memory only. Reentrant,
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

    private readonly Dictionary<long, (GitHubRepository Seen, DateTimeOffset At)> _proofs = [];
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
        var asked = time.GetUtcNow();
        _proofs.Remove(userId);
        var seen = await _reads.One(userId, "details", call => github.Repository(call, _name));
        foreach (var (other, proof) in _proofs)
            if (proof.At + AccessLifetime <= asked)
                _proofs.Remove(other);
        _proofs[userId] = (seen, asked);
        return seen;
    }

    public async Task<GitHubRepository> EnsureAccess(long userId) =>
        _proofs.TryGetValue(userId, out var proof) && time.GetUtcNow() < proof.At + AccessLifetime
            ? proof.Seen
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
        var issues = Some("issues", call => github.Issues(call with { Size = 30 }, _name, new IssueQuery("open")));
        var pulls = Some("pulls", call => github.Pulls(call with { Size = 10 }, _name, "open"));
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
            Some($"commits {reference}", call => github.Commits(call with { Size = 10 }, _name, reference));

        // A repository may be empty, or without issues.
        async Task<ImmutableArray<T>> Some<T>(
            string what,
            Func<GitHubCall, Task<GitHubResponse<ImmutableArray<T>>>> read
        )
        {
            try
            {
                return await _reads.One(userId, $"news {what}", read);
            }
            catch (Exception failed) when (failed is NotFoundException or GitHubException)
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
        _reads.All(userId, "issues open", call => github.Issues(call, _name, new IssueQuery("open")), mostPages: 5);

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
            await EnsureAccess(userId); // the folder is missing, or the repository
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
