namespace YudaiV3.GitHub;

/// <summary>
/// Runs a request once per id. Concurrent callers share the running request. A request that created its issue is
/// remembered, so that a caller who lost the response can ask again. Used by one grain only.
/// </summary>
internal sealed class IdempotentRequests
{
    private const int MaxRemembered = 256;

    private readonly Dictionary<string, Task<IssueCreation>> _requests = [];
    private readonly Queue<string> _created = new();

    public Task<IssueCreation> Once(string requestId, Func<Task<IssueCreation>> send)
    {
        if (_requests.TryGetValue(requestId, out var existing))
            return existing;
        var request = _requests[requestId] = send();
        _ = Complete(requestId, request);
        return request;
    }

    private async Task Complete(string requestId, Task<IssueCreation> request)
    {
        await Task.WhenAny(request);
        if (request.IsCompletedSuccessfully && request.Result.Outcome == CreationOutcome.Created)
            Remember(requestId);
        else
            _requests.Remove(requestId);
    }

    private void Remember(string requestId)
    {
        _created.Enqueue(requestId);
        if (_created.Count > MaxRemembered)
            _requests.Remove(_created.Dequeue());
    }
}
