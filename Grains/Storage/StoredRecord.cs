using Orleans.Runtime;
using Orleans.Storage;

namespace YudaiV3.Storage;

/// <summary>A record that changes. It supports one writer at a time.</summary>
internal sealed class StoredRecord<T>(IGrainStorage storage, GrainId grain, string name, GrainState<T> record)
    where T : class, new()
{
    public T Value { get; private set; } = record.State ?? new T();

    /// <summary>Reads the record again, after a write that failed: storage may have either value.</summary>
    public async Task Read()
    {
        await storage.ReadStateAsync(name, grain, record);
        Value = record.State ?? new T();
    }

    public async Task Write(T value)
    {
        record.State = value;
        await storage.WriteStateAsync(name, grain, record);
        Value = value;
    }
}

/// <summary>Opens each record of one type once. A failed read is repeated by the next call.</summary>
internal sealed class StoredRecordCache<T>(GrainRecords records)
    where T : class, new()
{
    private readonly Dictionary<string, Task<StoredRecord<T>>> _opened = [];

    public Task<StoredRecord<T>> Open(string name) =>
        _opened.TryGetValue(name, out var opened) && !opened.IsFaulted ? opened : _opened[name] = records.Open<T>(name);
}
