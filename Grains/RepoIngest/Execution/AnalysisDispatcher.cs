using System.Collections.Immutable;
using System.Threading.Channels;
using Orleans.Runtime;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Sends contents to workers on all silos in batches. The bytes in flight are bounded. A batch is sent again if its
/// worker was lost. A permanent failure ends all workers, and <see cref="Done"/> throws it.
/// </summary>
internal sealed class AnalysisDispatcher : IAsyncDisposable
{
    private const int Workers = 8,
        BatchFiles = 64,
        BatchBytes = 256_000,
        MaxTries = 6;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly Channel<ImmutableArray<SourceText>> _batches = Channel.CreateUnbounded<
        ImmutableArray<SourceText>
    >();
    private readonly ImmutableArray<SourceText>.Builder _next = ImmutableArray.CreateBuilder<SourceText>();
    private readonly CancellationTokenSource _end;
    private readonly ByteBudget _budget;
    private readonly TimeProvider _time;
    private readonly Func<ImmutableArray<AnalyzedText>, Task> _read;
    private readonly Task _all;
    private readonly long _batchBytes;
    private long _nextBytes;

    public AnalysisDispatcher(
        Func<int, IDependencyWorker> worker,
        long inFlightBytes,
        Func<ImmutableArray<AnalyzedText>, Task> read,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        _batchBytes = Math.Min(BatchBytes, inFlightBytes);
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

    public async Task Send(SourceText text)
    {
        if (_nextBytes + text.Content.Length > _batchBytes)
            Flush(); // a batch that waits here would never give its bytes back
        await _budget.Take(text.Content.Length, End);
        _next.Add(text);
        _nextBytes += text.Content.Length;
        if (_next.Count >= BatchFiles || _nextBytes >= _batchBytes)
            Flush();
    }

    /// <summary>Waits for all that was sent.</summary>
    public async Task Done()
    {
        Flush();
        _batches.Writer.TryComplete();
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

    private void Flush()
    {
        if (_next.Count > 0)
            _batches.Writer.TryWrite(_next.DrainToImmutable());
        _nextBytes = 0;
    }

    private async Task Run(IDependencyWorker worker)
    {
        try
        {
            await foreach (var batch in _batches.Reader.ReadAllAsync(End))
            {
                await _read(await Analyze(worker, batch));
                _budget.Give(batch.Sum(text => (long)text.Content.Length));
            }
        }
        catch
        {
            await _end.CancelAsync();
            throw;
        }
    }

    private async Task<ImmutableArray<AnalyzedText>> Analyze(IDependencyWorker worker, ImmutableArray<SourceText> batch)
    {
        for (var tries = 1; ; tries++)
            try
            {
                return await worker.Analyze(batch).WaitAsync(End);
            }
            catch (Exception exception)
                when (tries < MaxTries && exception is OrleansException or TimeoutException or IOException)
            {
                await Task.Delay(RetryDelay * tries, _time, End);
            }
    }
}
