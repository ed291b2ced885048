using System.Threading.Channels;
using Orleans.Runtime;
using YudaiV3.RepoIngest.Packs;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Sends runs of files to workers on all silos. The bytes in flight are bounded. A run is sent again if its worker was
/// lost. A permanent failure ends all workers, and <see cref="Done"/> throws it.
/// </summary>
internal sealed class AnalysisDispatcher : IAsyncDisposable
{
    private const int Workers = 8,
        MaxTries = 6;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly Channel<FileRun> _runs = Channel.CreateUnbounded<FileRun>();
    private readonly CancellationTokenSource _end;
    private readonly ByteBudget _budget;
    private readonly TimeProvider _time;
    private readonly Func<FileRun, PackedRun, Task> _read;
    private readonly Task _all;

    public AnalysisDispatcher(
        Func<int, IPackWorker> worker,
        long inFlightBytes,
        Func<FileRun, PackedRun, Task> read,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        (_budget, _read, _time, _end) = (
            new(inFlightBytes),
            read,
            time,
            CancellationTokenSource.CreateLinkedTokenSource(cancellationToken)
        );
        _all = Task.WhenAll(
            Enumerable.Range(0, Workers).Select(number => Task.Run(() => Run(worker(number)), CancellationToken.None))
        );
    }

    /// <summary>Is cancelled when a worker has failed.</summary>
    public CancellationToken End => _end.Token;

    public async Task Send(FileRun run)
    {
        await _budget.Take(run.Bytes, End);
        _runs.Writer.TryWrite(run);
    }

    /// <summary>Waits for all that was sent.</summary>
    public async Task Done()
    {
        _runs.Writer.TryComplete();
        await _all;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _all.ContinueWith(
            _ => { },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        _end.Dispose();
        _budget.Dispose();
    }

    private async Task Run(IPackWorker worker)
    {
        try
        {
            await foreach (var run in _runs.Reader.ReadAllAsync(End))
            {
                await _read(run, await Pack(worker, run));
                _budget.Give(run.Bytes);
            }
        }
        catch
        {
            await _end.CancelAsync();
            throw;
        }
    }

    private async Task<PackedRun> Pack(IPackWorker worker, FileRun run)
    {
        for (var tries = 1; ; tries++)
            try
            {
                return await worker.Pack(run).WaitAsync(End);
            }
            catch (Exception exception)
                when (tries < MaxTries && exception is OrleansException or TimeoutException or IOException)
            {
                await Task.Delay(RetryDelay * tries, _time, End);
            }
    }
}
