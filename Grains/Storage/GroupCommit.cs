using Orleans.Runtime;

namespace YudaiV3.Storage;

/// <summary>
/// Writes a grain's state so that concurrent changes share a write. A change is a pure decision on the newest state; it
/// is acknowledged when the write that carries it is done.
/// After a failed write nobody knows what storage holds: every waiting change fails, and the activation has to end.
/// </summary>
internal sealed class GroupCommit<T>(IPersistentState<T> state, IStateOwner<T> owner)
    where T : class
{
    private readonly Queue<Change> _waiting = new();
    private Task _writing = Task.CompletedTask;
    private bool _hasFailed;

    /// <summary>The state as storage has it: what readers may see.</summary>
    public T Current { get; private set; } = state.State;

    /// <summary>Changes have been decided that are not durable yet.</summary>
    public bool InFlight { get; private set; }

    /// <summary>A write has failed.</summary>
    public bool HasFailed => _hasFailed;

    /// <param name="decide">Gives the next state, or the same one where nothing changes. What it throws is the
    /// caller's, and harms nobody else.</param>
    public Task<TResult> Commit<TResult>(Func<T, (T State, TResult Result)> decide)
    {
        if (_hasFailed)
            return Task.FromException<TResult>(Unknown());
        var change = new Change<TResult>(decide);
        _waiting.Enqueue(change);
        if (_writing.IsCompleted)
            _writing = WriteAll();
        return change.Done;
    }

    /// <summary>Completes when nothing is being written any more.</summary>
    public Task Drain() => _writing;

    private async Task WriteAll()
    {
        List<Change> batch = [];
        try
        {
            while (_waiting.Count > 0 || !owner.HasRoom(Current))
            {
                await Task.Yield(); // calls that are there already join this write
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
        catch (Exception fault)
        {
            _hasFailed = true;
            StorageMetrics.WriteFailed(fault, typeof(T));
            foreach (var change in batch.Concat(_waiting))
                change.Fail(Unknown());
            _waiting.Clear();
            owner.WriteFailed(fault);
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

    private static UnavailableException Unknown() =>
        new("The state could not be saved just now. Please send the same request again.");

    private abstract class Change
    {
        public abstract T Decide(T state);
        public abstract void Acknowledge();
        public abstract void Fail(Exception fault);
    }

    private sealed class Change<TResult>(Func<T, (T State, TResult Result)> decide) : Change
    {
        private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TResult? _result;
        private Exception? _refused;

        public Task<TResult> Done => _done.Task;

        public override T Decide(T state)
        {
            try
            {
                (var next, _result) = decide(state);
                return next;
            }
            catch (Exception refusal)
            {
                _refused = refusal;
                return state;
            }
        }

        public override void Acknowledge()
        {
            if (_refused is null)
                _done.SetResult(_result!);
            else
                _done.SetException(_refused);
        }

        public override void Fail(Exception fault) => _done.SetException(_refused ?? fault);
    }
}

/// <summary>The grain whose state a <see cref="GroupCommit{T}"/> writes.</summary>
internal interface IStateOwner<T>
{
    /// <summary>Whether the state takes one more change before something must be moved out of it.</summary>
    bool HasRoom(T state);

    /// <summary>Moves the oldest part out into records of its own, and gives the state without it.</summary>
    Task<T> MakeRoom(T state);

    /// <summary>A write has succeeded. Runs before anybody is acknowledged.</summary>
    void Committed(T before, T after);

    /// <summary>A write has failed.</summary>
    void WriteFailed(Exception fault);
}
