using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>
/// The dependencies of one commit. The same input gives the same graph in the same order.
/// </summary>
public sealed class DependencyGraph
{
    private readonly Dictionary<string, ImmutableArray<GraphEdge>> _from = [];
    private readonly ILookup<(string Path, NodeKind Kind), GraphEdge> _to;

    public DependencyGraph(IEnumerable<FileDependencies> files)
    {
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            _from[file.Path] =
            [
                .. file.Edges.Select(edge => new GraphEdge
                {
                    From = file.Path,
                    To = edge.To,
                    ToKind = edge.ToKind,
                    Kind = edge.Kind,
                    Line = edge.Line,
                }),
            ];
        Files = [.. _from.Keys];
        Edges = [.. Files.SelectMany(file => From(file))];
        _to = Edges.ToLookup(edge => (edge.To, edge.ToKind));
    }

    /// <summary>The source files, sorted.</summary>
    public ImmutableArray<string> Files { get; }

    /// <summary>Each pair of ends once, sorted by both.</summary>
    public ImmutableArray<GraphEdge> Edges { get; }

    public ImmutableArray<GraphEdge> From(string file) => _from.TryGetValue(file, out var edges) ? edges : [];

    /// <summary>The edges to this very file or folder.</summary>
    public IEnumerable<GraphEdge> To(string path, NodeKind kind) => _to[(path, kind)];

    /// <summary>The edges to a file and to the folder that contains it.</summary>
    public IEnumerable<GraphEdge> Reaching(string file) =>
        To(file, NodeKind.File)
            .Concat(To(RepoPath.Folder(file) is { Length: > 0 } folder ? folder : ".", NodeKind.Folder));

    /// <summary>The edges between folders: each pair once, with its strongest kind.</summary>
    public ImmutableArray<GraphEdge> Folded() =>
        [
            .. Edges
                .Select(edge =>
                    edge with
                    {
                        From = Named(edge.From),
                        To = edge.ToKind == NodeKind.Folder ? edge.To : Named(edge.To),
                        ToKind = NodeKind.Folder,
                    }
                )
                .Where(edge => edge.From != edge.To)
                .GroupBy(edge => (edge.From, edge.To))
                .Select(edges => edges.MinBy(edge => edge.Kind)!)
                .OrderBy(edge => edge.From, StringComparer.Ordinal)
                .ThenBy(edge => edge.To, StringComparer.Ordinal),
        ];

    private static string Named(string file) => RepoPath.Folder(file) is { Length: > 0 } folder ? folder : ".";
}
