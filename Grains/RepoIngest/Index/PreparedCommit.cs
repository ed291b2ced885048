using System.Collections.Immutable;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest.Packs;
using YudaiV3.RepoIngest.Queries;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Index;

/// <summary>A commit with everything that its questions need but the texts.</summary>
internal sealed record PreparedCommit(
    StoredSnapshot Stored,
    PackIndex Packs,
    DependencyGraph Graph,
    CommitIndex Index,
    CommitSymbols Symbols
)
{
    private const int Concurrency = 8;

    /// <returns>Null if a pack was dropped since the index was read.</returns>
    public static async Task<PreparedCommit?> Load(StoredSnapshot stored, PackIndex index, PackStore store)
    {
        var packs = await GrainRecords.Each(index.Packs, pack => Load(pack, store), Concurrency);
        return packs.Any(pack => pack is null)
            ? null
            : await Task.Run(() => Create(stored, index, [.. packs.Select(pack => pack!)]));
    }

    private static PreparedCommit Create(StoredSnapshot stored, PackIndex index, ImmutableArray<PackFilter> packs)
    {
        var terms = new Dictionary<string, FileTerms>();
        foreach (var pack in packs)
        {
            foreach (var (path, file) in pack.Paths.Zip(FileTermsCodec.Decode(pack.Terms) ?? []))
                terms[path] = file;
        }
        var files = stored.Snapshot.Files;
        var graph = new SnapshotQueries(stored.Snapshot).Dependencies;
        return new(
            stored,
            index,
            graph,
            new CommitIndex(
                files,
                [.. files.Select(file => terms.GetValueOrDefault(file.Path, FileTerms.None))],
                graph,
                CommitHistory.None
            ),
            new CommitSymbols(packs)
        );
    }

    /// <summary>The terms and symbols of a pack; of one that another version wrote they are read from its texts.</summary>
    private static async Task<PackFilter?> Load(PackReference reference, PackStore store)
    {
        if (await store.Filter(reference) is not { } filter)
            return null;
        if (filter.Terms is [FileTermsCodec.Version, ..])
            return filter with { Bits = [] };
        if (await store.Open(reference) is not { } pack)
            return null;
        ImmutableArray<string> paths = [.. pack.Files.Select(file => file.Path)];
        var (terms, symbols, length) = await Task.Run(() =>
            PackTerms.Read(paths, [.. paths.Select((_, place) => pack.Text(place))])
        );
        return new()
        {
            Paths = paths,
            Terms = terms,
            Symbols = symbols,
            SymbolsLength = length,
        };
    }
}
