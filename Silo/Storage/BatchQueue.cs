using System.Collections.Concurrent;
using Npgsql;

namespace YudaiV3.Silo.Storage;

/// <summary>
/// Does many things of one kind with one statement, one round trip and one commit: what comes while a statement is
/// under way goes with the next. What comes alone goes at once, and
/// nobody waits longer for the company, as a commit costs PostgreSQL the same for one row as for many.
/// </summary>
/// <param name="lanes">How many statements may be under way at once.</param>
/// <param name="most">How many items a statement takes.</param>
/// <param name="run">Gives a result for each item, in their order.</param>
internal sealed class BatchQueue<TItem, TResult>(
    NpgsqlDataSource database,
    int lanes,
    int most,
    Func<NpgsqlConnection, IReadOnlyList<TItem>, Task<TResult[]>> run
)
{
    private readonly ConcurrentQueue<AnswerWait> _waiting = new();
    private int _busy;

    public Task<TResult> Add(TItem item)
    {
        var waiting = new AnswerWait(item);
        _waiting.Enqueue(waiting);
        if (Enter())
            _ = Task.Run(Lane);
        return waiting.Done.Task;
    }

    private bool Enter()
    {
        for (var busy = Volatile.Read(ref _busy); busy < lanes; )
        {
            var seen = Interlocked.CompareExchange(ref _busy, busy + 1, busy);
            if (seen == busy)
                return true;
            busy = seen;
        }
        return false;
    }

    private async Task Lane()
    {
        do
        {
            while (Take() is { Count: > 0 } batch)
                await RunOrFail(batch);
            Interlocked.Decrement(ref _busy);
        } while (!_waiting.IsEmpty && Enter()); // what came after the last look and found all lanes busy
    }

    private List<AnswerWait> Take()
    {
        List<AnswerWait> batch = [];
        while (batch.Count < most && _waiting.TryDequeue(out var waiting))
            batch.Add(waiting);
        return batch;
    }

    private async Task RunOrFail(List<AnswerWait> batch)
    {
        try
        {
            var results = await Run(batch.ConvertAll(waiting => waiting.Item));
            for (var at = 0; at < results.Length; at++)
                batch[at].Done.SetResult(results[at]);
        }
        catch (PostgresException refused) when (batch.Count > 1 && refused.InvariantSeverity == "ERROR")
        {
            // One that PostgreSQL does not take must not harm the others.
            await Task.WhenAll(batch.ConvertAll(waiting => RunOrFail([waiting])));
        }
        catch (Exception fault)
        {
            batch.ForEach(waiting => waiting.Done.SetException(fault));
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
            database.Clear(); // Npgsql loses count of what is prepared when the first use of a statement is refused
            throw;
        }
    }

    private sealed record AnswerWait(TItem Item)
    {
        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
