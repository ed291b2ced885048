using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using YudaiV3.Storage;

namespace YudaiV3.Issues.Simulation;

/// <summary>An activation of the issue, put together as its grain does it.</summary>
internal sealed class SimulatedIssue : IStateOwner<UserIssueState>, IDisposable
{
    private readonly GroupCommit<UserIssueState> _commits;
    private readonly IssueFiler _filer;
    private readonly CancellationTokenSource _ending = new();
    private readonly TimeProvider _time;

    public SimulatedIssue(SimulatedSilo silo, SimulatedRow<UserIssueState> row, IGrainFactory grains, long userId)
    {
        (Silo, _time) = (silo, silo.Time);
        _commits = new GroupCommit<UserIssueState>(row.Open(), this);
        _filer = new IssueFiler(_commits, grains, userId, _time, NullLogger.Instance, _ending.Token);
        Filing = new FilingRunner("1", _commits, _filer, FileOnce, _time, NullLogger.Instance, _ending.Token);
        Filing.Resume();
    }

    public SimulatedSilo Silo { get; }
    public FilingRunner Filing { get; }

    public void Deactivate() => _ending.Cancel();

    public void Dispose() => _ending.Dispose();

    void IStateOwner<UserIssueState>.WriteFailed(Exception exception) => Filing.Resume();

    private async Task<FiledIssue> FileOnce()
    {
        if (_commits.Current.Issue is null)
            await _commits.Commit(state => (state.Create(Draft, 0, 7, "the-issue", 1, _time.GetUtcNow()), true));
        if (_commits.Current.Issue is { GithubIssueNumber: null } issue)
        {
            var filed = await _filer.File(issue);
            await _commits.Commit(state => (state.Filed(filed, _time.GetUtcNow()), true));
        }
        return new() { Issue = _commits.Current.Issue!, Message = _commits.Current.FiledMessage() };
    }

    private static NewIssue Draft =>
        new()
        {
            Title = "Once",
            RepoOwner = "octo",
            RepoName = "work",
            Labels = ["bug"],
        };
}
