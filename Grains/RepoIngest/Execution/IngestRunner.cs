using Microsoft.Extensions.Logging;
using YudaiV3.Auth;
using YudaiV3.GitHub;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Runs an ingest beside its grain, on the grain's scheduler: at most one run at a time, with retries, a deadline and
/// progress that is stored and published twice a second.
/// </summary>
internal sealed partial class IngestRunner(
    string ingestId,
    GroupCommit<IngestHead> commits,
    StoredRecord<IngestProgress> progress,
    IngestServices services,
    Action publishProgress,
    Action<TimeSpan> delayDeactivation,
    ILogger log
) : IDisposable
{
    private const int MaxTries = 4;
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _deactivating = new();
    private CancellationTokenSource? _stop;

    /// <summary>Completes when no run is active.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Readers may already see the result, so the ingest cannot be cancelled.</summary>
    public bool IsPublishing { get; private set; }

    private IngestHead Head => commits.Current;

    /// <returns>Whether a run has started.</returns>
    public bool TryStart()
    {
        if (!Head.Runs || !Completion.IsCompleted || _deactivating.IsCancellationRequested)
            return false;
        Completion = RunToCompletion();
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

    private async Task RunToCompletion()
    {
        await Task.Yield();
        delayDeactivation(services.Limits.Deadline);
        using var stop = _stop = CancellationTokenSource.CreateLinkedTokenSource(_deactivating.Token);
        using var timeout = new CancellationTokenSource(services.Limits.Deadline, services.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, timeout.Token);
        var (order, attempt) = (Head.Order!, Head.Attempt);
        CurrentLogin.Id = Head.LoginId; // A reminder or another asker may have started the run.
        for (
            var tries = 1;
            Head.Runs && Head.Attempt == attempt && !stop.IsCancellationRequested && !commits.HasFailed;
            tries++
        )
            try
            {
                await RunOnce(order, attempt, end.Token);
                break;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break; // Cancelled, or the silo stops: then another activation continues.
            }
            catch (OperationCanceledException) when (timeout.IsCancellationRequested)
            {
                await Fail(
                    IngestFailure.TimedOut,
                    $"The repository could not be read within {services.Limits.Deadline.TotalMinutes:0.#} minutes."
                );
            }
            catch (Exception exception) when (FailureFrom(exception) is { } failure)
            {
                await Fail(failure, exception.Message);
            }
            catch (Exception exception)
            {
                LogInterrupted(log, exception, ingestId, tries);
                if (tries >= MaxTries)
                    await Fail(
                        IngestFailure.Broken,
                        "Something went wrong on the server while it read the repository. It was recorded."
                    );
                else
                    await Task.Delay(TimeSpan.FromSeconds(tries), services.Time, stop.Token)
                        .ConfigureAwait(
                            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
                        );
            }
        _stop = null;
    }

    private async Task RunOnce(IngestOrder order, int attempt, CancellationToken cancellationToken)
    {
        var meter = new ProgressMeter();
        var earlier = await services.Grains.FinishedIngestsOf(order.Repository).All();
        var run = new IngestRun(services, order, attempt, Head.Askers[0], meter);
        var running = Task.Run(() => run.Run(earlier, cancellationToken), cancellationToken);
        await ShowProgress(meter, attempt, running);
        var result = await running;
        IsPublishing = true;
        try
        {
            await PublishResult(new FinishedIngest { Order = order, Result = result });
            await commits.Commit(head =>
                (head.Attempt == attempt ? head.Complete(result, services.Time.GetUtcNow()) : head, true)
            );
        }
        finally
        {
            IsPublishing = false;
        }
    }

    /// <summary>Stores and publishes progress until the run has ended.</summary>
    private async Task ShowProgress(ProgressMeter meter, int attempt, Task running)
    {
        using var ticks = new PeriodicTimer(ProgressInterval, services.Time);
        do
        {
            var next = meter.Read(attempt).After(progress.Value);
            if (next != progress.Value)
            {
                await progress.Write(next);
                publishProgress();
            }
        } while (!running.IsCompleted && await Task.WhenAny(running, ticks.WaitForNextTickAsync().AsTask()) != running);
    }

    /// <summary>Readers can find the result before the ingest counts as completed.</summary>
    public async Task PublishResult(FinishedIngest ingest)
    {
        await Task.WhenAll(
            services.Grains.FinishedIngestsOf(ingest.Order.Repository).Add(ingest),
            services
                .Grains.GetGrain<IIngestedBranchInternal>(IngestKeys.ForBranch(ingest.Order.RepositoryId))
                .Finish(ingest)
        );
    }

    private Task<bool> Fail(IngestFailure failure, string error) =>
        commits.Commit(head => (head.Fail(failure, error, services.Time.GetUtcNow()), true));

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

    [LoggerMessage(LogLevel.Warning, "Ingest {Ingest} was interrupted (try {Tries}).")]
    private static partial void LogInterrupted(ILogger log, Exception exception, string ingest, int tries);
}
