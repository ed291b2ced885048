using Orleans.Runtime;
using Orleans.Storage;

namespace YudaiV3.Storage;

/// <summary>
/// The records that a grain keeps beside its head, each a state of its own name under the same grain id, in the same
/// storage.
/// </summary>
internal sealed class GrainRecords(IGrainStorage storage, GrainId grain)
{
    /// <summary>
    /// How many calls to the storage one grain makes at once: many grains share one pool of connections.
    /// </summary>
    private const int AtOnce = 4;

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

    /// <summary>
    /// Writes a record that never changes. One that is there already was left by an earlier attempt at the same step.
    /// </summary>
    public async Task WriteOnce<T>(string name, T value)
        where T : class, new()
    {
        try
        {
            await storage.WriteStateAsync(name, grain, new GrainState<T>(value));
        }
        catch (InconsistentStateException)
        {
            if (await Read<T>(name) is null)
                throw;
        }
    }

    /// <summary>
    /// Writes records that never change, a few at once, and takes each from <paramref name="values"/> when there is
    /// room for it.
    /// </summary>
    /// <returns>How many there were.</returns>
    public async Task<int> WriteEachOnce<T>(Func<int, string> name, IEnumerable<T> values)
        where T : class, new()
    {
        var (count, writing) = (0, new List<Task>(AtOnce));
        foreach (var value in values)
        {
            if (writing.Count == AtOnce)
            {
                var done = await Task.WhenAny(writing);
                writing.Remove(done);
                await done;
            }
            writing.Add(WriteOnce(name(count++), value));
        }
        await Task.WhenAll(writing);
        return count;
    }

    /// <summary>Runs <paramref name="step"/> for each, a few at once, and gives the results in order.</summary>
    public static async Task<TResult[]> Each<T, TResult>(
        IReadOnlyList<T> items,
        Func<T, Task<TResult>> step,
        int atOnce = AtOnce
    )
    {
        var results = new TResult[items.Count];
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, items.Count)).Select(_ => Lane()));
        return results;

        // On a grain's scheduler the lanes run one at a time, elsewhere they do not.
        async Task Lane()
        {
            for (int mine; (mine = Interlocked.Increment(ref next) - 1) < items.Count; )
                results[mine] = await step(items[mine]);
        }
    }
}

/// <summary>A record that changes; only one writer at a time.</summary>
internal sealed class StoredRecord<T>(IGrainStorage storage, GrainId grain, string name, GrainState<T> record)
    where T : class, new()
{
    public T Value { get; private set; } = record.State ?? new T();

    public async Task Write(T value)
    {
        record.State = value;
        await storage.WriteStateAsync(name, grain, record);
        Value = value;
    }
}
