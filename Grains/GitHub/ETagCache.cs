namespace YudaiV3.GitHub;

/// <summary>
/// GitHub's responses with their ETags. It evicts the least recently used ones. A response belongs to one caller: ETags
/// differ by credential, and a response is reused only after GitHub has confirmed it for that caller.
/// </summary>
internal sealed class ETagCache(long maxWeight)
{
    private readonly Dictionary<(long UserId, string Resource), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();

    public long Weight { get; private set; }

    public GitHubResponse<T>? Find<T>(long userId, string resource)
    {
        if (!_entries.TryGetValue((userId, resource), out var node))
            return null;
        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value.Response as GitHubResponse<T>;
    }

    public void Put<T>(long userId, string resource, GitHubResponse<T> response)
    {
        Remove(userId, resource);
        if (response.ETag is null || response.Weight > maxWeight)
            return;
        _entries[(userId, resource)] = _byUse.AddFirst(new Entry(userId, resource, response.Weight, response));
        Weight += response.Weight;
        while (Weight > maxWeight)
            Remove(_byUse.Last!.Value.UserId, _byUse.Last.Value.Resource);
    }

    public void Remove(long userId, string resource)
    {
        if (!_entries.Remove((userId, resource), out var node))
            return;
        _byUse.Remove(node);
        Weight -= node.Value.Weight;
    }

    private sealed record Entry(long UserId, string Resource, long Weight, object Response);
}
