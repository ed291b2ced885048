using System.Collections.Concurrent;
using Npgsql;

namespace YudaiV3.Silo.Storage;

/// <summary>
/// Executes many items of one kind with one statement, one round trip and one commit. Items that arrive while a
/// statement runs wait for the next statement; an item that arrives alone runs at once. A commit costs PostgreSQL the
/// same for one row as for many.
/// </summary>
/// <param name="maxConcurrency">The number of statements that may run at once.</param>
/// <param name="maxItems">The number of items in one statement.</param>
/// <param name="run">Returns a result for each item, in the order of the items.</param>
internal sealed class BatchQueue<TItem, TResult>(
    NpgsqlDataSource database,
    int maxConcurrency,
    int maxItems,
    Func<NpgsqlConnection, IReadOnlyList<TItem>, Task<TResult[]>> run
)
{
    private readonly ConcurrentQueue<PendingItem> _queue = new();
    private int _workers;

    public Task<TResult> Add(TItem item)
    {
        var pending = new PendingItem(item);
        _queue.Enqueue(pending);
        if (TryStartWorker())
            _ = Task.Run(Work);
        return pending.Done.Task;
    }

    private bool TryStartWorker()
    {
        var workers = Volatile.Read(ref _workers);
        while (workers < maxConcurrency)
        {
            var current = Interlocked.CompareExchange(ref _workers, workers + 1, workers);
            if (current == workers)
                return true;
            workers = current;
        }
        return false;
    }

    private async Task Work()
    {
        do
        {
            while (Dequeue() is { Count: > 0 } batch)
                await RunOrFail(batch);
            Interlocked.Decrement(ref _workers);
            // An item may arrive after the last look, while all workers are busy.
        } while (!_queue.IsEmpty && TryStartWorker());
    }

    private List<PendingItem> Dequeue()
    {
        List<PendingItem> batch = [];
        while (batch.Count < maxItems && _queue.TryDequeue(out var pending))
            batch.Add(pending);
        return batch;
    }

    private async Task RunOrFail(List<PendingItem> batch)
    {
        try
        {
            var results = await Run(batch.ConvertAll(pending => pending.Item));
            for (var index = 0; index < results.Length; index++)
                batch[index].Done.SetResult(results[index]);
        }
        catch (PostgresException exception) when (batch.Count > 1 && exception.InvariantSeverity == "ERROR")
        {
            // An item that PostgreSQL refuses must not fail the other items.
            await Task.WhenAll(batch.ConvertAll(pending => RunOrFail([pending])));
        }
        catch (Exception exception)
        {
            batch.ForEach(pending => pending.Done.SetException(exception));
        }
    }

    private async Task<TResult[]> Run(List<TItem> items)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync();
            return await run(connection, items);
        }
        catch (PostgresException)
        {
            // Npgsql loses track of prepared statements if the first use of a statement is refused.
            database.Clear();
            throw;
        }
    }

    private sealed record PendingItem(TItem Item)
    {
        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
