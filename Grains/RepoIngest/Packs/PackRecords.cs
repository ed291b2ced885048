using System.Collections.Immutable;
using YudaiV3.RepoIngest.Execution;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>
/// The packs of one attempt of an ingest, as records of the ingest. The order of the writes lets
/// <see cref="IRepositoryPacks"/> find every record at any time: claims, packs, filters, index.
/// </summary>
internal sealed class PackRecords(IngestRecords all, PackWriterId writer)
{
    private readonly GrainRecords _records = all.Open(writer.IngestId);

    /// <returns>The number of claims and the claimed names.</returns>
    public async Task<(int Count, HashSet<string> Names)> Claims()
    {
        var (count, names) = (0, new HashSet<string>());
        while (await _records.Read<PackClaims>(PackClaims.RecordName(writer.Attempt, count)) is { } claims)
        {
            names.UnionWith(claims.Names);
            count++;
        }
        return (count, names);
    }

    /// <returns>The number of claims after it.</returns>
    public async Task<int> Claim(int count, ImmutableArray<string> names)
    {
        // Another run of the same attempt, which was thought dead, may have written a claim.
        while (
            !await _records.TryCreate(PackClaims.RecordName(writer.Attempt, count), new PackClaims { Names = names })
        )
            count++;
        return count + 1;
    }

    public async Task Write(string name, FilePack pack, PackFilter filter)
    {
        await _records.WriteOnce(FilePack.RecordName(writer.Attempt, name), pack);
        await _records.WriteOnce(PackFilter.RecordName(writer.Attempt, name), filter);
    }

    public Task<FilePack?> Pack(string name) => _records.Read<FilePack>(FilePack.RecordName(writer.Attempt, name));

    public Task<PackFilter?> Filter(string name) =>
        _records.Read<PackFilter>(PackFilter.RecordName(writer.Attempt, name));

    public async Task WriteIndex(IReadOnlyList<PackReference> packs)
    {
        var segments = packs.Chunk(PackIndexSegment.Size).DefaultIfEmpty([]).ToArray();
        await _records.WriteEachOnce(
            number => PackIndexSegment.RecordName(writer.Attempt, number),
            segments.Select(
                (segment, number) =>
                    new PackIndexSegment
                    {
                        Packs = [.. segment],
                        Version = FilePack.CurrentVersion,
                        IsLast = number == segments.Length - 1,
                    }
            )
        );
    }

    /// <returns>Null if the attempt has written none, or it was deleted.</returns>
    public async Task<PackIndex?> Index()
    {
        var packs = ImmutableArray.CreateBuilder<PackReference>();
        for (var number = 0; ; number++)
        {
            var segment = await _records.Read<PackIndexSegment>(PackIndexSegment.RecordName(writer.Attempt, number));
            if (segment is null)
                return null;
            packs.AddRange(segment.Packs);
            if (segment.IsLast)
                return new PackIndex(packs.ToImmutable(), segment.Version);
        }
    }

    /// <summary>Deletes the index, the last segment first, so that what remains can be found again.</summary>
    public async Task DeleteIndex()
    {
        var count = 0;
        while (await _records.Read<PackIndexSegment>(PackIndexSegment.RecordName(writer.Attempt, count)) is not null)
            count++;
        while (count-- > 0)
            await _records.Delete<PackIndexSegment>(PackIndexSegment.RecordName(writer.Attempt, count));
    }

    /// <returns>False if it was deleted before.</returns>
    public async Task<bool> Delete(string name)
    {
        await _records.Delete<PackFilter>(PackFilter.RecordName(writer.Attempt, name));
        return await _records.Delete<FilePack>(FilePack.RecordName(writer.Attempt, name));
    }

    public async Task DeleteClaims(int count)
    {
        while (count-- > 0)
            await _records.Delete<PackClaims>(PackClaims.RecordName(writer.Attempt, count));
    }
}
