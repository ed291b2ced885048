using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Storage;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The records of ingests in storage. They never change once they are written, so that anybody may read them who knows
/// where they are.
/// </summary>
internal sealed class IngestRecords(IGrainStorage storage, IGrainFactory grains)
{
    public GrainRecords Open(string ingestId) => new(storage, grains.RepoIngest(ingestId).GetGrainId());

    /// <returns>How many records of files, and how many of dependencies.</returns>
    public async Task<(int Files, int Dependencies)> Write(
        string ingestId,
        int attempt,
        IEnumerable<TreeFile> files,
        IEnumerable<FileDependencies> dependencies
    )
    {
        var records = Open(ingestId);
        var writing = records.WriteEachOnce(
            number => FilesSegment.Name(attempt, number),
            files.Chunk(FilesSegment.Size).Select(piece => new FilesSegment { Files = [.. piece] })
        );
        var dependencyRecords = await records.WriteEachOnce(
            number => DependenciesSegment.Name(attempt, number),
            Pieces(dependencies).Select(piece => new DependenciesSegment { Files = piece })
        );
        return (await writing, dependencyRecords);
    }

    public async Task<Snapshot> Read(FinishedIngest ingest)
    {
        var (order, result, records) = (ingest.Order, ingest.Result, Open(ingest.Order.IngestId));
        var files = FilePieces(ingest);
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
            Files = [.. (await files).SelectMany(piece => Stored(piece).Files)],
            Dependencies = [.. dependencies.SelectMany(piece => Stored(piece).Files)],
        };
    }

    /// <summary>What is still there of the files of an ingest.</summary>
    public async Task<IEnumerable<TreeFile>> Files(FinishedIngest ingest) =>
        (await FilePieces(ingest)).SelectMany(piece => piece?.Files ?? []);

    private Task<FilesSegment?[]> FilePieces(FinishedIngest ingest)
    {
        var (result, records) = (ingest.Result, Open(ingest.Order.IngestId));
        return GrainRecords.Each([.. Enumerable.Range(0, result.FileRecords)], number =>
            records.Read<FilesSegment>(FilesSegment.Name(result.Attempt, number))
        );
    }

    private static T Stored<T>(T? piece)
        where T : class => piece ?? throw new UnavailableException("A part of this result cannot be found just now.");

    private static IEnumerable<ImmutableArray<FileDependencies>> Pieces(IEnumerable<FileDependencies> files)
    {
        var piece = ImmutableArray.CreateBuilder<FileDependencies>();
        var weight = 0;
        foreach (var file in files)
        {
            piece.Add(file);
            if (
                (weight += 2 + file.Edges.Length + file.External.Length + file.Unresolved.Length)
                < DependenciesSegment.Weight
            )
                continue;
            yield return piece.DrainToImmutable();
            weight = 0;
        }
        if (piece.Count > 0)
            yield return piece.DrainToImmutable();
    }
}
