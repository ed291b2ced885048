using System.Collections.Immutable;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>One tracked file of the list of files.</summary>
internal sealed record FileResponse(
    long Id,
    string Name,
    string Path,
    string FileType,
    FileCategory Category,
    string? Language,
    int Tokens,
    bool IsDirectory,
    long ContentSize,
    ImmutableArray<string> Marks,
    DateTimeOffset CreatedAt
)
{
    public static FileResponse From(RepositoryFile file, RepositoryFiles files) =>
        new(
            Ids.Number($"{files.RepositoryId}/{file.Path}"),
            file.Path[(file.Path.LastIndexOf('/') + 1)..],
            file.Path,
            "INTERNAL",
            file.Category,
            file.Language,
            file.Tokens,
            IsDirectory: false,
            file.Size,
            file.Marks,
            files.CreatedAt
        );
}

/// <summary>The changes between two commits.</summary>
internal sealed record DiffResponse(
    string Base,
    string Head,
    FileChangesResponse Files,
    ChangesResponse<GraphEdge> Edges,
    ChangesResponse<Cycle> Cycles
)
{
    public static DiffResponse From(DiffParameters parameters, GraphDiff diff) =>
        new(
            parameters.Base,
            parameters.Head,
            new(diff.AddedFiles, diff.RemovedFiles, diff.ChangedFiles),
            new(diff.AddedEdges, diff.RemovedEdges),
            new(diff.AddedCycles, diff.RemovedCycles)
        );
}

internal sealed record FileChangesResponse(
    ImmutableArray<string> Added,
    ImmutableArray<string> Removed,
    ImmutableArray<string> Changed
);

internal sealed record ChangesResponse<T>(ImmutableArray<T> Added, ImmutableArray<T> Removed);
