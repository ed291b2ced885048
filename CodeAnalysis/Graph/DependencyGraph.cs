using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>
/// Who depends on whom in one commit of a repository. The same input gives the same graph, in the same order.
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

    /// <summary>Each once for where it leaves and where it leads, sorted by both.</summary>
    public ImmutableArray<GraphEdge> Edges { get; }

    public ImmutableArray<GraphEdge> From(string file) => _from.TryGetValue(file, out var edges) ? edges : [];

    /// <summary>Edges that name a place itself.</summary>
    public IEnumerable<GraphEdge> To(string path, NodeKind kind) => _to[(path, kind)];

    /// <summary>Edges to a file, and to the folder that holds it where that is imported whole.</summary>
    public IEnumerable<GraphEdge> Reaching(string file) =>
        To(file, NodeKind.File)
            .Concat(To(RepoPath.Folder(file) is { Length: > 0 } folder ? folder : ".", NodeKind.Folder));

    /// <summary>The graph of folders: an edge once for each two of them, at the first place that makes it.</summary>
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
