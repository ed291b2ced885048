using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using YudaiV3.Auth;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// An ingest. <see cref="IngestHead"/> decides its state, <see cref="IngestRunner"/> runs it beside the grain. The
/// grain
/// is reentrant so that it responds during a run. All changes of the head go through <see cref="GroupCommit{T}"/>. A
/// reminder resumes an interrupted ingest.
/// </summary>
[GrainType("repoingest")]
[Reentrant]
internal sealed partial class RepoIngestGrain(
    [PersistentState("repo-ingest")] IPersistentState<IngestHead> state,
    IngestServices services,
    ILogger<RepoIngestGrain> log
) : Grain, IRepoIngest, IRepoIngestInternal, IStateOwner<IngestHead>, IRemindable, IDisposable
{
    private const string Unfinished = "unfinished";
    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);

    private TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GroupCommit<IngestHead> _commits = null!;
    private StoredRecord<IngestProgress> _progress = null!;
    private IngestProgressPublisher _publisher = null!;
    private IngestRunner _runner = null!;

    private string IngestId => IngestKeys.IngestId(this.GetPrimaryKeyString());
    private IngestHead Head => _commits.Current;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _commits = new GroupCommit<IngestHead>(state, this);
        _progress = await services.Records.Open(IngestId).Open<IngestProgress>("ingest-progress");
        _publisher = new IngestProgressPublisher(GrainFactory, services.Time, log);
        _runner = new IngestRunner(
            IngestId,
            _commits,
            _progress,
            services,
            () => _publisher.Publish(Head, Describe()),
            DelayDeactivation,
            log
        );
        Resume();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _runner.Deactivate();
        await Task.WhenAll(_runner.Completion, _commits.Drain())
            .WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public void Dispose() => _runner?.Dispose();

    public async Task Start(IngestOrder order, long userId)
    {
        if (Head.Status != IngestState.Completed)
            await this.RegisterOrUpdateReminder(Unfinished, RemindEvery, RemindEvery);
        var login = CurrentLogin.Id;
        await _commits.Commit(head => (head.Ask(order, userId, services.Time.GetUtcNow(), login), true));
        if (Head.Status == IngestState.Completed)
            await _runner.PublishResult(new FinishedIngest { Order = Head.Order!, Result = Head.Result! });
        Resume();
    }

    public async Task Repeat(IngestOrder order, int attempt, long userId)
    {
        await this.RegisterOrUpdateReminder(Unfinished, RemindEvery, RemindEvery);
        var login = CurrentLogin.Id;
        await _commits.Commit(head => (head.Repeat(order, attempt, userId, services.Time.GetUtcNow(), login), true));
        Resume();
    }

    public Task<bool> Runs(int attempt) => Task.FromResult(Head.Runs && Head.Attempt == attempt);

    public Task<IngestStatus> Status(long userId) => Task.FromResult(Describe(userId));

    public async Task<IngestStatus> Wait(long userId, TimeSpan patience)
    {
        _ = Describe(userId);
        if (Head.Runs)
            await _ended
                .Task.WaitAsync(patience, services.Time)
                .ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
                );
        return Describe(userId);
    }

    public async Task<IngestStatus> Cancel(long userId)
    {
        _ = Describe(userId);
        if (_runner.IsPublishing)
            await _runner.Completion;
        else
            await _commits.Commit(head => (head.Cancel(services.Time.GetUtcNow()), true));
        return Describe(userId);
    }

    async Task IRemindable.ReceiveReminder(string reminderName, TickStatus status)
    {
        Resume();
        if (!Head.Runs && await this.GetReminder(reminderName) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    bool IStateOwner<IngestHead>.HasRoom(IngestHead head) => true;

    Task<IngestHead> IStateOwner<IngestHead>.MakeRoom(IngestHead head) => Task.FromResult(head);

    void IStateOwner<IngestHead>.Committed(IngestHead before, IngestHead after)
    {
        if (after.Runs)
            return;
        if (before.Runs)
            IngestMetrics.End(after.Status, after.CompletedAt!.Value - after.StartedAt);
        _runner.Stop();
        _ended.TrySetResult();
        _publisher.Publish(after, Describe());
    }

    void IStateOwner<IngestHead>.WriteFailed(Exception exception)
    {
        LogLost(exception, IngestId);
        DeactivateOnIdle();
    }

    private void Resume()
    {
        if (_runner.TryStart() && _ended.Task.IsCompleted)
            _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private IngestStatus Describe(long userId) =>
        Head.Askers.Contains(userId) ? Describe() : throw new NotFoundException("There is no such ingest.");

    private IngestStatus Describe()
    {
        var order = Head.Order!;
        var shown = _progress.Value.Attempt == Head.Attempt ? _progress.Value : new IngestProgress();
        var done = Head.Status == IngestState.Completed ? Head.Result : null;
        return new()
        {
            IngestId = IngestId,
            Status = Head.Runs ? shown.Phase : Head.Status,
            Percent = done is null ? shown.Percent : 100,
            FilesDone = done?.Files ?? shown.FilesDone,
            FilesTotal = done?.Files ?? shown.FilesTotal,
            BytesDone = done?.Bytes ?? shown.BytesDone,
            StartedAt = Head.StartedAt,
            CompletedAt = Head.CompletedAt,
            Error = Head.Error,
            RepositoryId = done is null ? null : order.RepositoryId,
            CommitSha = order.CommitSha,
            Failure = Head.Failure,
            FilesAnalyzed = done?.Analyzed,
        };
    }

    [LoggerMessage(LogLevel.Warning, "The state of ingest {Ingest} could not be saved; its activation ends.")]
    private partial void LogLost(Exception exception, string ingest);
}
