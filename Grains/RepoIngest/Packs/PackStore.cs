using System.Runtime.CompilerServices;
using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>Reads the packs of finished ingests. Says nothing of rights.</summary>
internal sealed class PackStore(IngestRecords records)
{
    /// <returns>Null if the ingest has no texts, or they were dropped.</returns>
    public Task<PackIndex?> Index(FinishedIngest ingest) => Index(WriterOf(ingest));

    /// <inheritdoc cref="Index(FinishedIngest)"/>
    public Task<PackIndex?> Index(PackWriterId writer) => new PackRecords(records, writer).Index();

    /// <returns>Null if the pack was dropped since the index was read.</returns>
    public async Task<OpenPack?> Open(PackReference reference) =>
        await new PackRecords(records, reference.Writer).Pack(reference.Name) is { } pack ? new OpenPack(pack) : null;

    /// <returns>Null if the pack was dropped since the index was read.</returns>
    public Task<PackFilter?> Filter(PackReference reference) =>
        new PackRecords(records, reference.Writer).Filter(reference.Name);

    /// <summary>
    /// All packs in path order. One is read ahead, so at most two are in memory if the caller keeps none.
    /// </summary>
    /// <exception cref="UnavailableException">A pack was dropped since the index was read.</exception>
    public async IAsyncEnumerable<OpenPack> ReadAll(
        PackIndex index,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Task<OpenPack>? next = null;
        foreach (var reference in index.Packs)
        {
            var current = next;
            next = OpenOrThrow(reference);
            if (current is not null)
                yield return await current.WaitAsync(cancellationToken);
        }
        if (next is not null)
            yield return await next.WaitAsync(cancellationToken);
    }

    public static PackWriterId WriterOf(FinishedIngest ingest) =>
        new() { IngestId = ingest.Order.IngestId, Attempt = ingest.Result.Attempt };

    private async Task<OpenPack> OpenOrThrow(PackReference reference) =>
        await Open(reference) ?? throw new UnavailableException("A part of this repository's texts was just dropped.");
}
