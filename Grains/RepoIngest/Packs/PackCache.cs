namespace YudaiV3.RepoIngest.Packs;

/// <summary>
/// Keeps the packs and filters of a silo that were read last, in a bounded number of bytes. Packs never change, and who
/// may read them is checked before. Thread-safe.
/// </summary>
internal sealed class PackCache(PackStore store)
{
    private const long MaxPackBytes = 64_000_000,
        MaxFilterBytes = 32_000_000;

    private readonly RecentItems<OpenPack> _packs = new(MaxPackBytes);
    private readonly RecentItems<PackFilter> _filters = new(MaxFilterBytes);

    /// <returns>Null if the pack was dropped since the index was read.</returns>
    public Task<OpenPack?> Open(PackReference reference) =>
        _packs.Get(reference, () => store.Open(reference), pack => pack.Bytes);

    /// <returns>Null if the pack was dropped since the index was read.</returns>
    public Task<PackFilter?> Filter(PackReference reference) =>
        _filters.Get(reference, () => ReadFilter(reference), filter => filter.Bits.Length);

    /// <summary>Without the terms and symbols, which a search does not need.</summary>
    private async Task<PackFilter?> ReadFilter(PackReference reference) =>
        await store.Filter(reference) is { } filter ? new PackFilter { Bits = filter.Bits } : null;

    /// <summary>The items that were read last.</summary>
    private sealed class RecentItems<T>(long maxBytes)
        where T : class
    {
        private readonly Lock _lock = new();
        private readonly LinkedList<(PackReference Key, T Item, long Bytes)> _recent = new();
        private readonly Dictionary<PackReference, LinkedListNode<(PackReference Key, T Item, long Bytes)>> _places =
        [];
        private long _bytes;

        public async Task<T?> Get(PackReference key, Func<Task<T?>> load, Func<T, long> size)
        {
            lock (_lock)
                if (_places.TryGetValue(key, out var place))
                {
                    _recent.Remove(place);
                    _recent.AddFirst(place);
                    return place.Value.Item;
                }
            if (await load() is not { } item)
                return null;
            lock (_lock)
            {
                if (_places.ContainsKey(key))
                    return item;
                _places[key] = _recent.AddFirst((key, item, size(item)));
                for (_bytes += size(item); _bytes > maxBytes && _recent.Last is { } last; _recent.RemoveLast())
                {
                    _places.Remove(last.Value.Key);
                    _bytes -= last.Value.Bytes;
                }
            }
            return item;
        }
    }
}
