namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// How many ingests run on this silo at once, of all users and of one. The others wait in the order in which they came.
/// Thread-safe.
/// </summary>
internal sealed class IngestSlots(IngestLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _running = [];
    private readonly LinkedList<Waiting> _waiting = [];
    private int _all;

    /// <summary>Waits until the user's ingest may run.</summary>
    /// <returns>Ends the run when it is disposed of.</returns>
    public async Task<IDisposable> Enter(long user, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(user, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
            _waiting.AddLast(waiting);
        Admit();
        try
        {
            await waiting.Admitted.Task.WaitAsync(cancellationToken);
            return new Slot(this, user);
        }
        catch
        {
            bool waited;
            lock (_lock)
                waited = _waiting.Remove(waiting);
            if (!waited)
                Leave(user); // was admitted just then
            throw;
        }
    }

    private void Leave(long user)
    {
        lock (_lock)
        {
            _all--;
            if (--_running[user] == 0)
                _running.Remove(user);
        }
        Admit();
    }

    private void Admit()
    {
        lock (_lock)
        {
            var next = _waiting.First;
            while (next is not null && _all < limits.RunsPerSilo)
            {
                var (candidate, after) = (next, next.Next);
                var own = _running.GetValueOrDefault(candidate.Value.User);
                if (own < limits.RunsPerUser)
                {
                    _waiting.Remove(candidate);
                    _all++;
                    _running[candidate.Value.User] = own + 1;
                    candidate.Value.Admitted.SetResult();
                }
                next = after;
            }
        }
    }

    private sealed record Waiting(long User, TaskCompletionSource Admitted);

    private sealed class Slot(IngestSlots slots, long user) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                slots.Leave(user);
        }
    }
}
