using YudaiV3.GitHub;

namespace YudaiV3.RepoIngest.Execution;

// The ingest as it goes on: at most one run at a time, whose progress is stored and shown twice a second.
internal sealed partial class RepoIngestGrain
{
    private const int Tries = 4;
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _leaving = new();
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;
    private bool _announcing;

    private void Resume()
    {
        if (!Head.Runs || !_running.IsCompleted || _leaving.IsCancellationRequested)
            return;
        if (_ended.Task.IsCompleted)
            _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _running = RunToTheEnd();
    }

    private async Task RunToTheEnd()
    {
        await Task.Yield();
        DelayDeactivation(tools.Limits.Deadline);
        using var stop = _stop = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token);
        using var tooLong = new CancellationTokenSource(tools.Limits.Deadline, tools.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, tooLong.Token);
        var (order, attempt) = (Head.Order!, Head.Attempt);
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
                break; // cancelled, or the silo ends: then it goes on elsewhere
            }
            catch (OperationCanceledException) when (tooLong.IsCancellationRequested)
            {
                await Fail(
                    IngestFailure.TimedOut,
                    $"The repository could not be read within {tools.Limits.Deadline.TotalMinutes:0.#} minutes."
                );
            }
            catch (Exception fault) when (Meaning(fault) is { } failure)
            {
                await Fail(failure, fault.Message);
            }
            catch (Exception fault)
            {
                LogInterrupted(fault, IngestId, tries);
                if (tries >= Tries)
                    await Fail(
                        IngestFailure.Broken,
                        "Something went wrong on the server while it read the repository. It was recorded."
                    );
                else
                    await Task.Delay(TimeSpan.FromSeconds(tries), tools.Time, stop.Token)
                        .ConfigureAwait(
                            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
                        );
            }
        _stop = null;
    }

    private async Task RunOnce(IngestOrder order, int attempt, CancellationToken cancellationToken)
    {
        var meter = new ProgressMeter();
        var earlier = await GrainFactory.FinishedIngestsOf(order.Repository).All();
        var run = new IngestRun(tools, order, attempt, Head.Askers[0], meter);
        var going = Task.Run(() => run.Run(earlier.FirstOrDefault(), cancellationToken), cancellationToken);
        await Show(meter, attempt, going);
        var result = await going;
        _announcing = true;
        try
        {
            await Announce(new FinishedIngest { Order = order, Result = result });
            await _commits.Commit(head =>
                (head.Attempt == attempt ? head.Complete(result, tools.Time.GetUtcNow()) : head, true)
            );
        }
        finally
        {
            _announcing = false;
        }
    }

    /// <summary>Stores and shows progress until the run has ended.</summary>
    private async Task Show(ProgressMeter meter, int attempt, Task going)
    {
        using var ticks = new PeriodicTimer(ShowEvery, tools.Time);
        do
        {
            var next = meter.Read(attempt).After(_progress.Value);
            if (next != _progress.Value)
            {
                await _progress.Write(next);
                _news.Publish(Head, Describe());
            }
        } while (!going.IsCompleted && await Task.WhenAny(going, ticks.WaitForNextTickAsync().AsTask()) != going);
    }

    /// <summary>Readers find the result before anybody is told that it is there.</summary>
    private async Task Announce(FinishedIngest ingest)
    {
        await Task.WhenAll(
            GrainFactory.FinishedIngestsOf(ingest.Order.Repository).Add(ingest),
            GrainFactory
                .GetGrain<IIngestedBranchInternal>(IngestKeys.ForBranch(ingest.Order.RepositoryId))
                .Finish(ingest)
        );
    }

    private Task<bool> Fail(IngestFailure failure, string error) =>
        _commits.Commit(head => (head.Fail(failure, error, tools.Time.GetUtcNow()), true));

    /// <summary>Null for what is the server's own trouble, and may pass.</summary>
    private static IngestFailure? Meaning(Exception fault) =>
        fault switch
        {
            InvalidException => IngestFailure.Refused,
            NotFoundException => IngestFailure.NotFound,
            GitHubException { Failure: GitHubFailure.TimedOut } => IngestFailure.TimedOut,
            GitHubException => IngestFailure.BadSource,
            _ => null,
        };
}
