using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>The dependencies between the files of a commit, by number.</summary>
internal sealed class NeighbourIndex
{
    /// <summary>A dependency on a larger folder says nothing about its files.</summary>
    private const int MaxFolder = 12;
    private readonly int[][] _dependencies;
    private readonly int[][] _dependents;

    public NeighbourIndex(ImmutableArray<TreeFile> files, Dictionary<string, int> ids, DependencyGraph graph)
    {
        var folders = files
            .Index()
            .Where(file => file.Item.Category == FileCategory.SourceCode)
            .ToLookup(
                file => RepoPath.Folder(file.Item.Path) is { Length: > 0 } folder ? folder : ".",
                file => file.Index
            );
        var edges = graph
            .Edges.Where(edge => ids.ContainsKey(edge.From))
            .SelectMany(edge => Targets(edge).Select(to => (From: ids[edge.From], To: to)))
            .Where(edge => edge.From != edge.To)
            .Distinct()
            .ToArray();
        _dependencies = Adjacent(edges.ToLookup(edge => edge.From, edge => edge.To));
        _dependents = Adjacent(edges.ToLookup(edge => edge.To, edge => edge.From));

        IEnumerable<int> Targets(GraphEdge edge) =>
            edge.ToKind == NodeKind.File
                ? ids.TryGetValue(edge.To, out var id)
                    ? [id]
                    : []
                : folders[edge.To].Take(MaxFolder + 1).Count() <= MaxFolder
                    ? folders[edge.To]
                    : [];

        int[][] Adjacent(ILookup<int, int> lists) =>
            [.. Enumerable.Range(0, files.Length).Select(file => lists.Contains(file) ? lists[file].ToArray() : [])];
    }

    /// <summary>What a file depends on.</summary>
    public ReadOnlySpan<int> Dependencies(int file) => _dependencies[file];

    /// <summary>What depends on a file.</summary>
    public ReadOnlySpan<int> Dependents(int file) => _dependents[file];
}
