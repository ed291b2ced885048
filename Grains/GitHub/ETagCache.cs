namespace YudaiV3.GitHub;

/// <summary>
/// GitHub's responses with their ETags. It evicts the least recently used ones. A response belongs to one caller: ETags
/// differ by credential, and a response is reused only after GitHub has confirmed it for that caller.
/// </summary>
internal sealed class ETagCache(long maxWeight)
{
    private readonly Dictionary<(CallerKey Caller, string Resource), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();

    public long Weight { get; private set; }

    public GitHubResponse<T>? Find<T>(CallerKey caller, string resource)
    {
        if (!_entries.TryGetValue((caller, resource), out var node))
            return null;
        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value.Response as GitHubResponse<T>;
    }

    public void Put<T>(CallerKey caller, string resource, GitHubResponse<T> response)
    {
        Remove(caller, resource);
        if (response.ETag is null || response.Weight > maxWeight)
            return;
        _entries[(caller, resource)] = _byUse.AddFirst(new Entry(caller, resource, response.Weight, response));
        Weight += response.Weight;
        while (Weight > maxWeight)
            Remove(_byUse.Last!.Value.Caller, _byUse.Last.Value.Resource);
    }

    public void Remove(CallerKey caller, string resource)
    {
        if (!_entries.Remove((caller, resource), out var node))
            return;
        _byUse.Remove(node);
        Weight -= node.Value.Weight;
    }

    private sealed record Entry(CallerKey Caller, string Resource, long Weight, object Response);
}
