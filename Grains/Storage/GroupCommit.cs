using Orleans.Runtime;

namespace YudaiV3.Storage;

/// <summary>
/// Writes a grain's state so that concurrent changes share a write. A change is a pure decision on the newest state. It
/// is acknowledged after the write that contains it.
/// After a failed write the content of storage is unknown: every waiting change fails, and so does each new one until
/// <see cref="Recover"/> has read the state again. An owner that does not recover must end its activation.
/// </summary>
internal sealed class GroupCommit<T>(IPersistentState<T> state, IStateOwner<T> owner)
    where T : class
{
    private readonly Queue<Change> _waiting = new();
    private Task _writing = Task.CompletedTask;
    private Task _recovering = Task.CompletedTask;

    /// <summary>The state as storage has it. Only this state may be shown to readers.</summary>
    public T Current { get; private set; } = state.State;

    /// <summary>Whether a write is running, or its result is unknown.</summary>
    public bool InFlight { get; private set; }

    /// <summary>Whether a write has failed since the state was read.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Writes a change, together with others that arrive meanwhile.</summary>
    /// <param name="decide">Returns the next state, or the same instance if nothing changes. An exception that it
    /// throws reaches only its own caller.</param>
    public Task<TResult> Commit<TResult>(Func<T, (T State, TResult Result)> decide)
    {
        if (HasFailed)
            return owner.Recovers ? CommitAfterRecovery(decide) : Task.FromException<TResult>(NotSaved());
        var change = new Change<TResult>(decide);
        _waiting.Enqueue(change);
        if (_writing.IsCompleted)
            _writing = WriteAll();
        return change.Completion;
    }

    /// <summary>Completes when no write is running.</summary>
    public Task Drain() => _writing;

    /// <summary>
    /// Reads the state again after a failed write. If the write has taken effect after all, the owner gets to know.
    /// </summary>
    public Task Recover() => _recovering.IsCompleted ? _recovering = ReadAgain() : _recovering;

    private async Task<TResult> CommitAfterRecovery<TResult>(Func<T, (T State, TResult Result)> decide)
    {
        try
        {
            await Recover();
        }
        catch (Exception)
        {
            throw NotSaved(); // The owner logged why the write failed, and repeats the recovery.
        }
        return await Commit(decide);
    }

    private async Task ReadAgain()
    {
        await _writing;
        if (!HasFailed)
            return;
        await state.ReadStateAsync();
        var before = Current;
        Current = state.State;
        (HasFailed, InFlight) = (false, false);
        owner.Committed(before, Current);
    }

    private async Task WriteAll()
    {
        List<Change> batch = [];
        try
        {
            while (_waiting.Count > 0 || !owner.HasRoom(Current))
            {
                await Task.Yield(); // Calls that have already arrived join this write.
                if (!owner.HasRoom(Current))
                    Current = await owner.MakeRoom(Current);
                var next = Current;
                while (owner.HasRoom(next) && _waiting.TryDequeue(out var change))
                {
                    batch.Add(change);
                    next = change.Decide(next);
                }
                await Write(next);
                batch.ForEach(change => change.Acknowledge());
                batch.Clear();
            }
        }
        catch (Exception exception)
        {
            HasFailed = true;
            StorageMetrics.WriteFailed(exception, typeof(T));
            foreach (var change in batch.Concat(_waiting))
                change.Fail(NotSaved());
            _waiting.Clear();
            owner.WriteFailed(exception);
        }
    }

    private async Task Write(T next)
    {
        if (ReferenceEquals(next, Current))
            return;
        InFlight = true;
        state.State = next;
        await state.WriteStateAsync();
        InFlight = false;
        var before = Current;
        Current = next;
        owner.Committed(before, next);
    }

    private static UnavailableException NotSaved() =>
        new("The state could not be saved just now. Please send the same request again.");

    private abstract class Change
    {
        public abstract T Decide(T state);
        public abstract void Acknowledge();
        public abstract void Fail(Exception exception);
    }

    private sealed class Change<TResult>(Func<T, (T State, TResult Result)> decide) : Change
    {
        private readonly TaskCompletionSource<TResult> _completion = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        private TResult? _result;
        private Exception? _refusal;

        public Task<TResult> Completion => _completion.Task;

        public override T Decide(T state)
        {
            try
            {
                (var next, _result) = decide(state);
                return next;
            }
            catch (Exception exception)
            {
                _refusal = exception;
                return state;
            }
        }

        public override void Acknowledge()
        {
            if (_refusal is null)
                _completion.SetResult(_result!);
            else
                _completion.SetException(_refusal);
        }

        public override void Fail(Exception exception) => _completion.SetException(_refusal ?? exception);
    }
}
