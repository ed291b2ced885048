using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using YudaiV3.Auth;
using YudaiV3.GitHub;
using YudaiV3.Hosting;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Runs an ingest beside its grain, on the grain's scheduler: at most one run at a time, with retries, a deadline and
/// progress that is stored and published twice a second.
/// </summary>
internal sealed partial class IngestRunner : IDisposable
{
    private const int MaxTries = 4;
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(500);

    private readonly string _ingestId;
    private readonly GroupCommit<IngestHead> _commits;
    private readonly StoredRecord<IngestProgress> _progress;
    private readonly IngestServices _services;
    private readonly Action _publishProgress;
    private readonly Action<TimeSpan> _delayDeactivation;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _deactivating = new();
    private readonly SupervisedTask _runs;
    private CancellationTokenSource? _stop;

    public IngestRunner(
        string ingestId,
        GroupCommit<IngestHead> commits,
        StoredRecord<IngestProgress> progress,
        IngestServices services,
        Action publishProgress,
        Action<TimeSpan> delayDeactivation,
        ILogger log
    )
    {
        (_ingestId, _commits, _progress, _services) = (ingestId, commits, progress, services);
        (_publishProgress, _delayDeactivation, _log) = (publishProgress, delayDeactivation, log);
        _runs = new SupervisedTask("ingest", RunToCompletion, services.Time, log, _deactivating.Token);
    }

    /// <summary>Completes when no run is active.</summary>
    public Task Completion => _runs.Completion;

    /// <summary>Readers may already see the result, so the ingest cannot be cancelled.</summary>
    public bool IsPublishing { get; private set; }

    private IngestHead Head => _commits.Current;

    /// <summary>Starts a run, after the current one if that has not ended yet.</summary>
    /// <returns>Whether there is something to run.</returns>
    public bool TryStart()
    {
        if (!Head.Runs || _deactivating.IsCancellationRequested)
            return false;
        _runs.Request().Ignore();
        return true;
    }

    public void Stop() => _stop?.Cancel();

    /// <summary>Ends the run and lets no other start. <see cref="Completion"/> says when it has ended.</summary>
    public Task Deactivate() => _deactivating.CancelAsync();

    public void Dispose()
    {
        _deactivating.Dispose();
        _stop?.Dispose();
    }

    private async Task<TimeSpan?> RunToCompletion()
    {
        if (!Head.Runs || _commits.HasFailed)
            return null;
        _delayDeactivation(_services.Limits.Deadline);
        using var stop = _stop = CancellationTokenSource.CreateLinkedTokenSource(_deactivating.Token);
        try
        {
            using var slot = await _services.Slots.Enter(Head.Askers[0], stop.Token);
            _delayDeactivation(_services.Limits.Deadline);
            if (Head.LosesProcesses)
                await Fail(
                    IngestFailure.Broken,
                    "The server stopped twice while it read this repository. It is not read again within an hour."
                );
            else if (await _commits.Commit(head => (head.BeginRun(), true)))
                await TryUntilEnd(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Cancelled, or the silo stops: then another activation continues.
        }
        finally
        {
            _stop = null;
        }
        return null;
    }

    private async Task TryUntilEnd(CancellationTokenSource stop)
    {
        using var timeout = new CancellationTokenSource(_services.Limits.Deadline, _services.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, timeout.Token);
        var (order, attempt) = (Head.Order!, Head.Attempt);
        CurrentLogin.Id = Head.LoginId; // A reminder or another asker may have started the run.
        for (
            var tries = 1;
            Head.Runs && Head.Attempt == attempt && !stop.IsCancellationRequested && !_commits.HasFailed;
            tries++
        )
            try
            {
                await RunOnce(order, attempt, end.Token);
                break;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (OperationCanceledException) when (timeout.IsCancellationRequested)
            {
                await Fail(
                    IngestFailure.TimedOut,
                    $"The repository could not be read within {_services.Limits.Deadline.TotalMinutes:0.#} minutes."
                );
            }
            catch (Exception exception) when (FailureFrom(exception) is { } failure)
            {
                await Fail(failure, exception.Message);
            }
            catch (Exception exception)
            {
                LogInterrupted(_log, exception, _ingestId, tries);
                if (tries >= MaxTries)
                    await Fail(
                        IngestFailure.Broken,
                        "Something went wrong on the server while it read the repository. It was recorded."
                    );
                else
                    await Task.Delay(TimeSpan.FromSeconds(tries), _services.Time, stop.Token)
                        .ConfigureAwait(
                            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
                        );
            }
        if (!_commits.HasFailed)
            await _commits.Commit(head => (head.EndRun(), true));
    }

    private async Task RunOnce(IngestOrder order, int attempt, CancellationToken cancellationToken)
    {
        var meter = new ProgressMeter();
        var earlier = await _services.Grains.FinishedIngestsOf(order.Repository).All();
        var run = new IngestRun(_services, order, attempt, Head.Askers[0], meter);
        var running = Task.Run(() => run.Run(earlier, cancellationToken), cancellationToken);
        await ShowProgress(meter, attempt, running);
        var result = await running;
        IsPublishing = true;
        try
        {
            await PublishResult(new FinishedIngest { Order = order, Result = result });
            await _commits.Commit(head =>
                (head.Attempt == attempt ? head.Complete(result, _services.Time.GetUtcNow()) : head, true)
            );
        }
        finally
        {
            IsPublishing = false;
        }
    }

    /// <summary>
    /// Stores and publishes progress until the run has ended, and not before: two runs of one ingest would write over
    /// each other. Progress that cannot be stored is not shown, and the run goes on.
    /// </summary>
    private async Task ShowProgress(ProgressMeter meter, int attempt, Task running)
    {
        using var ticks = new PeriodicTimer(ProgressInterval, _services.Time);
        do
        {
            try
            {
                var next = meter.Read(attempt).After(_progress.Value);
                if (next != _progress.Value)
                {
                    await _progress.Write(next);
                    _publishProgress();
                }
            }
            catch (Exception exception)
            {
                LogProgressLost(_log, exception, _ingestId);
                // Another activation, or the write that failed, may have changed the record.
                await _progress
                    .Read()
                    .ConfigureAwait(
                        ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
                    );
            }
        } while (!running.IsCompleted && await Task.WhenAny(running, ticks.WaitForNextTickAsync().AsTask()) != running);
    }

    /// <summary>Readers can find the result before the ingest counts as completed.</summary>
    public async Task PublishResult(FinishedIngest ingest)
    {
        await Task.WhenAll(
            _services.Grains.FinishedIngestsOf(ingest.Order.Repository).Add(ingest),
            _services
                .Grains.GetGrain<IIngestedBranchInternal>(IngestKeys.ForBranch(ingest.Order.RepositoryId))
                .Finish(ingest)
        );
    }

    private Task<bool> Fail(IngestFailure failure, string error) =>
        _commits.Commit(head => (head.Fail(failure, error, _services.Time.GetUtcNow()), true));

    /// <summary>Null for a fault of the server, which may be transient.</summary>
    private static IngestFailure? FailureFrom(Exception exception) =>
        exception switch
        {
            InvalidException => IngestFailure.Refused,
            NotFoundException => IngestFailure.NotFound,
            GitHubException { Failure: GitHubFailure.TimedOut } => IngestFailure.TimedOut,
            GitHubException => IngestFailure.BadSource,
            _ => null,
        };

    [LoggerMessage(LogLevel.Warning, "The progress of ingest {Ingest} could not be saved; it goes on.")]
    private static partial void LogProgressLost(ILogger log, Exception exception, string ingest);

    [LoggerMessage(LogLevel.Warning, "Ingest {Ingest} was interrupted (try {Tries}).")]
    private static partial void LogInterrupted(ILogger log, Exception exception, string ingest, int tries);
}
