using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Draw;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis;

/// <summary>
/// Queries about one commit. Caches what is expensive to compute. Not thread-safe.
/// </summary>
public sealed class SnapshotQueries(Snapshot snapshot)
{
    private const int MaxNamed = 20;

    private readonly Dictionary<string, TreeFile> _files = snapshot.Files.ToDictionary(file => file.Path);
    private DependencyGraph? _graph;
    private ImmutableArray<Cycle>? _cycles;
    private GraphMetrics? _metrics;
    private GraphNode[]? _nodes;

    public Snapshot Snapshot => snapshot;

    /// <summary>
    /// The graph of all files. Files that are not sources have no dependencies but may have dependents.
    /// </summary>
    public DependencyGraph Dependencies =>
        _graph ??= new(
            snapshot.Dependencies.Concat(
                snapshot
                    .Files.Select(file => file.Path)
                    .Except(snapshot.Dependencies.Select(file => file.Path))
                    .Select(path => new FileDependencies { Path = path })
            )
        );

    /// <returns>Null if the commit has no such file or folder.</returns>
    public RepositoryGraph? Graph(GraphQuery query)
    {
        _nodes ??=
        [
            .. snapshot.Files.Select(file => new GraphNode
            {
                Path = file.Path,
                Language = file.Language,
                Category = file.Category,
                Tokens = file.Tokens,
                Size = file.Size,
            }),
        ];
        var view = GraphViews.View(_nodes, snapshot.Dependencies, Dependencies, query);
        return view is null ? null : view with { RepositoryId = snapshot.RepositoryId, CommitSha = snapshot.CommitSha };
    }

    /// <returns>Null if the commit has no such file or folder.</returns>
    public string? Drawing(GraphQuery query, GraphFormat format) =>
        Graph(query) is not { } graph
            ? null
            : format switch
            {
                GraphFormat.Mermaid => Mermaid.Render(graph),
                GraphFormat.Dot => Dot.Render(graph),
                GraphFormat.Svg => Svg.Render(graph, $"{snapshot.Owner}/{snapshot.Name}"),
                _ => throw new ArgumentOutOfRangeException(nameof(format)),
            };

    /// <returns>Null if the commit has no such file or folder.</returns>
    public PathDependencies? DependenciesOf(string path)
    {
        if (_files.ContainsKey(path))
        {
            var own = snapshot.Dependencies.FirstOrDefault(file => file.Path == path) ?? new FileDependencies();
            return Found([.. Dependencies.From(path)], Dependencies.Reaching(path), [own]);
        }
        var inside = snapshot
            .Files.Where(file => RepoPath.Within(path == "." ? "" : path, file.Path))
            .Select(file => file.Path)
            .ToHashSet();
        return inside.Count == 0
            ? null
            : Found(
                [.. Dependencies.Edges.Where(edge => inside.Contains(edge.From) && !Inside(edge))],
                Dependencies.Edges.Where(edge => !inside.Contains(edge.From) && Inside(edge)),
                snapshot.Dependencies.Where(file => inside.Contains(file.Path))
            );

        bool Inside(GraphEdge edge) =>
            edge.ToKind == NodeKind.File
                ? inside.Contains(edge.To)
                : RepoPath.Within(path == "." ? "" : path, edge.To == "." ? "" : edge.To);

        PathDependencies Found(
            IEnumerable<GraphEdge> from,
            IEnumerable<GraphEdge> to,
            IEnumerable<FileDependencies> files
        ) =>
            new()
            {
                Path = path,
                Imports = Sorted(from, edge => edge.To),
                ImportedBy = Sorted(to, edge => edge.From),
                External =
                [
                    .. files
                        .SelectMany(file => file.External)
                        .DistinctBy(name => name.Name)
                        .OrderBy(name => name.Name, StringComparer.Ordinal),
                ],
                Unresolved =
                [
                    .. files
                        .SelectMany(file => file.Unresolved)
                        .OrderBy(import => import.Specifier, StringComparer.Ordinal)
                        .ThenBy(import => import.Line),
                ],
            };
    }

    /// <returns>Null if the commit has no such file.</returns>
    public ImmutableArray<ImpactedFile>? ImpactOf(string path) =>
        _files.ContainsKey(path) ? Impact.Find(Dependencies, path) : null;

    public ImmutableArray<Cycle> Cycles() => _cycles ??= CodeAnalysis.Graph.Cycles.Find(Dependencies);

    public GraphMetrics Metrics()
    {
        if (_metrics is not null)
            return _metrics;
        var sources = snapshot.Dependencies.Select(file => file.Path).ToHashSet();
        var metrics = CodeAnalysis.Graph.Metrics.Compute(Dependencies, MaxNamed);
        return _metrics = metrics with
        {
            Orphans = [.. metrics.Orphans.Where(sources.Contains)],
            Totals = new()
            {
                Files = snapshot.Files.Length,
                Edges = Dependencies.Edges.Length,
                External = snapshot
                    .Dependencies.SelectMany(file => file.External)
                    .Select(name => name.Name)
                    .Distinct()
                    .Count(),
                Cycles = Cycles().Length,
                Tokens = snapshot.Files.Sum(file => (long)file.Tokens),
            },
        };
    }

    /// <summary>The changes since <paramref name="before"/>.</summary>
    public GraphDiff Since(SnapshotQueries before) => GraphDiffs.Between(before.Version(), Version());

    // A file without a hash, such as a submodule, is compared by its size.
    private GraphVersion Version() =>
        new(
            _files.ToDictionary(
                file => file.Key,
                file => file.Value.ContentHash.Length > 0 ? file.Value.ContentHash : $"{file.Value.Size}"
            ),
            Dependencies
        );

    private static ImmutableArray<PathEdge> Sorted(IEnumerable<GraphEdge> edges, Func<GraphEdge, string> end) =>
        [
            .. edges
                .OrderBy(edge => edge.Kind)
                .ThenBy(edge => edge.Line)
                .DistinctBy(end)
                .Select(edge => new PathEdge
                {
                    Path = end(edge),
                    Kind = edge.Kind,
                    Line = edge.Line,
                })
                .OrderBy(edge => edge.Path, StringComparer.Ordinal),
        ];
}
