using System.Collections.Concurrent;
using System.Collections.Immutable;
using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>
/// The packs of a running ingest. It refers to packs of earlier ingests where nothing has changed, and writes the
/// others.
/// </summary>
internal sealed class PackWriter : IDisposable
{
    /// <summary>
    /// Packs by no more other writers are referred to, so that a repository does not depend on ever more ingests.
    /// </summary>
    private const int MaxWriters = 64;

    private readonly IRepositoryPacks _repository;
    private readonly PackStore _store;
    private readonly PackRecords _records;
    private readonly PackWriterId _writer;
    private readonly SemaphoreSlim _claiming = new(1);
    private readonly ConcurrentDictionary<string, bool> _unclaimed = [];
    private readonly List<PackReference> _index = [];
    private Dictionary<string, PackReference> _earlier = [];
    private PackIndex? _newest;
    private HashSet<string> _claimedBefore = [];
    private int _claims;
    private (PackReference Reference, OpenPack Pack)? _open;

    public PackWriter(IngestServices services, IngestOrder order, int attempt)
    {
        _repository = services.Grains.RepositoryPacks(order.Repository);
        _store = new PackStore(services.Records);
        _writer = new PackWriterId { IngestId = order.IngestId, Attempt = attempt };
        _records = new PackRecords(services.Records, _writer);
    }

    /// <summary>Whether the texts of the files of the newest earlier ingest can be read from its packs.</summary>
    public bool HasEarlierTexts => _newest is not null;

    /// <param name="newest">The newest finished ingest of the repository, whose facts are used.</param>
    /// <param name="others">Further ingests whose packs may be of use.</param>
    public async Task Open(FinishedIngest? newest, IEnumerable<FinishedIngest> others)
    {
        var candidates = (newest is null ? others : others.Prepend(newest)).Select(PackStore.WriterOf).Distinct();
        var reusable = await _repository.Begin(_writer, [.. candidates]);
        var indexes = new List<PackIndex>();
        foreach (var writer in reusable)
        {
            if (await _store.Index(writer) is not { } index)
                continue;
            indexes.Add(index);
            if (newest is not null && writer == PackStore.WriterOf(newest))
                _newest = index;
        }
        var packs = indexes.SelectMany(index => index.Packs).Where(pack => pack.Writer != _writer).ToArray();
        var writers = packs
            .CountBy(pack => pack.Writer)
            .OrderByDescending(count => count.Value)
            .Take(MaxWriters)
            .Select(count => count.Key)
            .ToHashSet();
        _earlier = packs
            .Where(pack => writers.Contains(pack.Writer))
            .DistinctBy(pack => pack.Name)
            .ToDictionary(pack => pack.Name);
        (_claims, _claimedBefore) = await _records.Claims();
    }

    /// <summary>Adds a run to the index.</summary>
    /// <returns>The name of the pack that must be built; null if it is there.</returns>
    public async Task<string?> Add(IReadOnlyList<IngestedFile> run)
    {
        var name = FilePack.NameOf(run);
        if (_earlier.TryGetValue(name, out var known))
        {
            _index.Add(known);
            return null;
        }
        _index.Add(
            new()
            {
                Name = name,
                Writer = _writer,
                First = run[0].Path,
                Last = run[^1].Path,
                Files = run.Count,
            }
        );
        // The filter is written last, so it says that the pack is there.
        return _claimedBefore.Contains(name) && await _records.Filter(name) is not null ? null : name;
    }

    /// <summary>The content of an unchanged file, which the source did not have to open.</summary>
    public async Task<byte[]> ReadEarlier(string path)
    {
        foreach (var reference in _newest!.Find(path))
        {
            if (_open?.Reference != reference)
                _open = (reference, await _store.Open(reference) ?? throw Gone());
            var pack = _open.Value.Pack;
            if (pack.Find(path) is >= 0 and var place && pack.Text(place) is { } text)
                return text.ToArray();
        }
        throw Gone();
    }

    /// <summary>Writes a pack that a worker has built. Thread-safe.</summary>
    public async Task Write(string name, FilePack pack, PackFilter filter)
    {
        await Claim(name);
        await _records.Write(name, pack, filter);
    }

    /// <summary>Rebuilds the packs of files that do not belong to the ingest after all.</summary>
    public async Task Remove(IReadOnlySet<string> paths)
    {
        foreach (var reference in _index.ToArray())
        {
            if (!paths.Any(path => new PackIndex([reference], 0).Find(path).Any()))
                continue;
            var pack = await _store.Open(reference) ?? throw Gone();
            ImmutableArray<RunFile> rest =
            [
                .. pack
                    .Files.Select(
                        (file, place) =>
                            new RunFile
                            {
                                Path = file.Path,
                                Hash = file.ContentHash,
                                Size = file.Size,
                                Marks = file.Marks,
                                Content = pack.Text(place)?.ToArray(),
                            }
                    )
                    .Where(file => !paths.Contains(file.Path)),
            ];
            if (rest.Length == pack.Files.Length)
                continue;
            _index.Remove(reference);
            if (rest.IsEmpty)
                continue;
            if (
                await Add([
                    .. rest.Select(file => new IngestedFile(file.Path, file.Size, file.Hash, file.Marks, null)),
                ]) is
                { } name
            )
            {
                var (built, filter) = PackBuilder.Build(rest);
                await Write(name, built, filter);
            }
        }
    }

    /// <summary>Writes the index and makes its packs stay. Then the result may be published.</summary>
    public async Task Complete()
    {
        await _records.WriteIndex([.. _index.OrderBy(pack => pack.First, StringComparer.Ordinal)]);
        // An interrupted run may have written the index, with other writers of the same packs.
        var written = await _records.Index() ?? throw Gone();
        await _repository.Complete(_writer, [.. written.Packs.Select(pack => pack.Writer).Distinct()]);
    }

    public void Dispose() => _claiming.Dispose();

    /// <summary>Names that wait for the same write share it.</summary>
    private async Task Claim(string name)
    {
        _unclaimed[name] = true;
        await _claiming.WaitAsync();
        try
        {
            if (!_unclaimed.ContainsKey(name))
                return;
            ImmutableArray<string> names = [.. _unclaimed.Keys];
            _claims = await _records.Claim(_claims, names);
            foreach (var claimed in names)
                _unclaimed.TryRemove(claimed, out _);
        }
        finally
        {
            _claiming.Release();
        }
    }

    private static UnavailableException Gone() => new("A part of this repository's texts cannot be found just now.");
}
