using Orleans.Runtime;
using Orleans.Storage;

namespace YudaiV3.Storage;

/// <summary>
/// The records that a grain stores beside its head. Each has its own state name, and all share the grain's id and
/// storage.
/// </summary>
internal sealed class GrainRecords(IGrainStorage storage, GrainId grain)
{
    /// <summary>Limits the concurrent storage calls of one grain: all grains share one connection pool.</summary>
    private const int MaxConcurrency = 4;

    public async Task<T?> Read<T>(string name)
        where T : class, new()
    {
        var record = new GrainState<T>();
        await storage.ReadStateAsync(name, grain, record);
        return record.RecordExists ? record.State : null;
    }

    public async Task<StoredRecord<T>> Open<T>(string name)
        where T : class, new()
    {
        var record = new GrainState<T>(new T());
        await storage.ReadStateAsync(name, grain, record);
        return new StoredRecord<T>(storage, grain, name, record);
    }

    /// <returns>False if there is such a record already.</returns>
    public async Task<bool> TryCreate<T>(string name, T value)
        where T : class, new()
    {
        try
        {
            await storage.WriteStateAsync(name, grain, new GrainState<T>(value));
            return true;
        }
        catch (InconsistentStateException)
        {
            if (await Read<T>(name) is null)
                throw;
            return false;
        }
    }

    /// <returns>False if there is no such record.</returns>
    public async Task<bool> Delete<T>(string name)
        where T : class, new()
    {
        var record = new GrainState<T>();
        await storage.ReadStateAsync(name, grain, record);
        if (!record.RecordExists)
            return false;
        await storage.ClearStateAsync(name, grain, record);
        return true;
    }

    /// <summary>
    /// Writes a record that never changes. An existing record was written by an earlier attempt at the same step.
    /// </summary>
    public Task WriteOnce<T>(string name, T value)
        where T : class, new() => TryCreate(name, value);

    /// <summary>
    /// Writes records that never change, a few at a time. It takes the next of <paramref name="values"/> only when a
    /// write can start.
    /// </summary>
    /// <returns>The number of records.</returns>
    public async Task<int> WriteEachOnce<T>(
        Func<int, string> name,
        IEnumerable<T> values,
        CancellationToken cancellationToken = default
    )
        where T : class, new()
    {
        var (count, writes) = (0, new List<Task>(MaxConcurrency));
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (writes.Count == MaxConcurrency)
            {
                var completed = await Task.WhenAny(writes);
                writes.Remove(completed);
                await completed;
            }
            writes.Add(WriteOnce(name(count++), value));
        }
        await Task.WhenAll(writes);
        return count;
    }

    /// <summary>
    /// Runs <paramref name="step"/> for each item, at most <paramref name="maxConcurrency"/> at a time. The results
    /// have the order of the items.
    /// </summary>
    public static async Task<TResult[]> Each<T, TResult>(
        IReadOnlyList<T> items,
        Func<T, Task<TResult>> step,
        int maxConcurrency = MaxConcurrency
    )
    {
        var results = new TResult[items.Count];
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(maxConcurrency, items.Count)).Select(_ => RunWorker()));
        return results;

        // Workers run one at a time on a grain's scheduler, and in parallel elsewhere.
        async Task RunWorker()
        {
            int index;
            while ((index = Interlocked.Increment(ref next) - 1) < items.Count)
                results[index] = await step(items[index]);
        }
    }
}
