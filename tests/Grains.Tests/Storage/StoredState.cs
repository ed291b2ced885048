using Orleans.Runtime;

namespace YudaiV3.Storage;

/// <summary>The state of a grain that is not activated. Its writes succeed unless the test says otherwise.</summary>
internal sealed class StoredState<T>(T state) : IPersistentState<T>
{
    /// <summary>Runs instead of a write; receives what is written.</summary>
    public Func<T, Task> OnWrite { get; set; } = _ => Task.CompletedTask;

    /// <summary>Returns what a read finds.</summary>
    public Func<T> OnRead { get; set; } = () => state;

    public T State { get; set; } = state;
    public string? Etag => null;
    public bool RecordExists => true;

    public Task WriteStateAsync() => OnWrite(State);

    public Task ReadStateAsync()
    {
        State = OnRead();
        return Task.CompletedTask;
    }

    public Task ClearStateAsync() => Task.CompletedTask;
}
