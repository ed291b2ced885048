namespace YudaiV3.GitHub;

/// <summary>
/// GitHub's answers with their ETags, the least recently used leaving first. An answer belongs to the caller who got
/// it: ETags differ by credential, and it is only ever given out after GitHub has confirmed it for that caller.
/// </summary>
internal sealed class ETagCache(long most)
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
        return node.Value.Answer as GitHubResponse<T>;
    }

    public void Put<T>(long userId, string resource, GitHubResponse<T> answer)
    {
        Remove(userId, resource);
        if (answer.ETag is null || answer.Weight > most)
            return;
        _entries[(userId, resource)] = _byUse.AddFirst(new Entry(userId, resource, answer.Weight, answer));
        Weight += answer.Weight;
        while (Weight > most)
            Remove(_byUse.Last!.Value.UserId, _byUse.Last.Value.Resource);
    }

    public void Remove(long userId, string resource)
    {
        if (!_entries.Remove((userId, resource), out var node))
            return;
        _byUse.Remove(node);
        Weight -= node.Value.Weight;
    }

    private sealed record Entry(long UserId, string Resource, long Weight, object Answer);
}
