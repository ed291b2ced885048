using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Storage;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The stored records of ingests. They are immutable, so that any grain can read them.
/// </summary>
internal sealed class IngestRecords(IGrainStorage storage, IGrainFactory grains)
{
    public GrainRecords Open(string ingestId) => new(storage, grains.RepoIngest(ingestId).GetGrainId());

    /// <returns>The number of records of files and of dependencies.</returns>
    public async Task<(int Files, int Dependencies)> Write(
        string ingestId,
        int attempt,
        IEnumerable<TreeFile> files,
        IEnumerable<FileDependencies> dependencies,
        CancellationToken cancellationToken
    )
    {
        var records = Open(ingestId);
        var writing = records.WriteEachOnce(
            number => FilesSegment.Name(attempt, number),
            files.Chunk(FilesSegment.Size).Select(segment => new FilesSegment { Files = [.. segment] }),
            cancellationToken
        );
        var dependencyRecords = await records.WriteEachOnce(
            number => DependenciesSegment.Name(attempt, number),
            DependencySegments(dependencies).Select(segment => new DependenciesSegment { Files = segment }),
            cancellationToken
        );
        return (await writing, dependencyRecords);
    }

    public async Task<Snapshot> Read(FinishedIngest ingest)
    {
        var (order, result, records) = (ingest.Order, ingest.Result, Open(ingest.Order.IngestId));
        var files = FileSegments(ingest);
        var dependencies = await GrainRecords.Each([.. Enumerable.Range(0, result.DependencyRecords)], number =>
            records.Read<DependenciesSegment>(DependenciesSegment.Name(result.Attempt, number))
        );
        return new()
        {
            RepositoryId = order.RepositoryId,
            Owner = order.Location.Owner,
            Name = order.Location.Name,
            Branch = order.Branch,
            CommitSha = order.CommitSha,
            Files = [.. (await files).SelectMany(segment => Stored(segment).Files)],
            Dependencies = [.. dependencies.SelectMany(segment => Stored(segment).Files)],
        };
    }

    /// <summary>The files of an ingest whose records still exist.</summary>
    public async Task<IEnumerable<TreeFile>> Files(FinishedIngest ingest) =>
        (await FileSegments(ingest)).SelectMany(segment => segment?.Files ?? []);

    private Task<FilesSegment?[]> FileSegments(FinishedIngest ingest)
    {
        var (result, records) = (ingest.Result, Open(ingest.Order.IngestId));
        return GrainRecords.Each([.. Enumerable.Range(0, result.FileRecords)], number =>
            records.Read<FilesSegment>(FilesSegment.Name(result.Attempt, number))
        );
    }

    private static T Stored<T>(T? segment)
        where T : class => segment ?? throw new UnavailableException("A part of this result cannot be found just now.");

    private static IEnumerable<ImmutableArray<FileDependencies>> DependencySegments(IEnumerable<FileDependencies> files)
    {
        var segment = ImmutableArray.CreateBuilder<FileDependencies>();
        var weight = 0;
        foreach (var file in files)
        {
            segment.Add(file);
            if (
                (weight += 2 + file.Edges.Length + file.External.Length + file.Unresolved.Length)
                < DependenciesSegment.Weight
            )
                continue;
            yield return segment.DrainToImmutable();
            weight = 0;
        }
        if (segment.Count > 0)
            yield return segment.DrainToImmutable();
    }
}
