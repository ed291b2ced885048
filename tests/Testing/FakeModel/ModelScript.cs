using System.Collections.Concurrent;

namespace YudaiV3.Testing;

/// <summary>The replies to one kind of question, and the requests that got them.</summary>
public sealed class ModelScript(ModelReply[] replies)
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<ModelRequest>> _arrivals = new();
    private readonly Lock _gate = new();
    private readonly List<ModelRequest> _requests = [];

    public IReadOnlyList<ModelRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    /// <summary>The n-th request, counted from 1, once it has come.</summary>
    public Task<ModelRequest> Request(int n) => Arrival(n).Task;

    internal ModelReply Take(ModelRequest request)
    {
        int count;
        lock (_gate)
        {
            _requests.Add(request);
            count = _requests.Count;
        }
        Arrival(count).TrySetResult(request);
        return replies.Length == 0 ? new ModelReply() : replies[Math.Min(count, replies.Length) - 1];
    }

    private TaskCompletionSource<ModelRequest> Arrival(int n) =>
        _arrivals.GetOrAdd(n, _ => new TaskCompletionSource<ModelRequest>(TaskCreationOptions.RunContinuationsAsynchronously));
}
