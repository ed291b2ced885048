using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>
/// Creates views of a commit's graph: of files or of folders, as a whole or around one file or folder.
/// </summary>
internal static class GraphViews
{
    /// <param name="files">Every file of the commit.</param>
    /// <param name="dependencies">The dependencies of the source files.</param>
    /// <param name="graph">The graph of these dependencies.</param>
    /// <param name="query">The requested part.</param>
    /// <returns>Null if the commit has no such file or folder.</returns>
    public static RepositoryGraph? View(
        IReadOnlyCollection<GraphNode> files,
        IReadOnlyCollection<FileDependencies> dependencies,
        DependencyGraph graph,
        GraphQuery query
    )
    {
        var whole =
            query.Level == GraphLevel.File
                ? OfFiles(files, dependencies, graph)
                : OfFolders(files, dependencies, graph);
        return query.Path is { } path ? Focus.On(whole, files, path, query.Depth) : whole;
    }

    private static RepositoryGraph OfFiles(
        IReadOnlyCollection<GraphNode> files,
        IReadOnlyCollection<FileDependencies> dependencies,
        DependencyGraph graph
    )
    {
        var folders = graph.Edges.Where(edge => edge.ToKind == NodeKind.Folder).Select(edge => edge.To).ToHashSet();
        return new()
        {
            Level = GraphLevel.File,
            Nodes = Sorted(
                files.Concat(folders.Count == 0 ? [] : Folders(files).Where(folder => folders.Contains(folder.Path)))
            ),
            Edges = graph.Edges,
            External = Externals(dependencies, file => file),
            Unresolved = Unresolved(dependencies, file => file),
        };
    }

    private static RepositoryGraph OfFolders(
        IReadOnlyCollection<GraphNode> files,
        IReadOnlyCollection<FileDependencies> dependencies,
        DependencyGraph graph
    )
    {
        var edges = graph.Folded();
        var shown = files.Select(file => Folder(file.Path)).Concat(edges.Select(edge => edge.To)).ToHashSet();
        return new()
        {
            Level = GraphLevel.Folder,
            Nodes = Sorted(Folders(files).Where(folder => shown.Contains(folder.Path))),
            Edges = edges,
            External = Externals(dependencies, Folder),
            Unresolved = Unresolved(dependencies, Folder),
        };
    }

    /// <summary>Every folder with the sums of its content at any depth.</summary>
    private static IEnumerable<GraphNode> Folders(IEnumerable<GraphNode> files)
    {
        var sums = new Dictionary<string, (long Tokens, long Size)>();
        foreach (var file in files)
        {
            foreach (var folder in RepoPath.Upward(RepoPath.Folder(file.Path)))
            {
                var sum = sums.GetValueOrDefault(folder);
                sums[folder] = (sum.Tokens + file.Tokens, sum.Size + file.Size);
            }
        }
        return sums.Select(folder => new GraphNode
        {
            Path = folder.Key.Length == 0 ? "." : folder.Key,
            Kind = NodeKind.Folder,
            Category = FileCategory.Directory,
            Tokens = folder.Value.Tokens,
            Size = folder.Value.Size,
        });
    }

    private static ImmutableArray<ExternalUse> Externals(
        IEnumerable<FileDependencies> files,
        Func<string, string> from
    ) =>
        [
            .. files
                .SelectMany(file =>
                    file.External.Select(name => new ExternalUse
                    {
                        From = from(file.Path),
                        Name = name.Name,
                        Stdlib = name.Stdlib,
                    })
                )
                .DistinctBy(use => (use.From, use.Name))
                .OrderBy(use => use.From, StringComparer.Ordinal)
                .ThenBy(use => use.Name, StringComparer.Ordinal),
        ];

    private static ImmutableArray<UnresolvedUse> Unresolved(
        IEnumerable<FileDependencies> files,
        Func<string, string> from
    ) =>
        [
            .. files
                .SelectMany(file =>
                    file.Unresolved.Select(import => new UnresolvedUse
                    {
                        From = from(file.Path),
                        Specifier = import.Specifier,
                        Line = import.Line,
                    })
                )
                .DistinctBy(use => (use.From, use.Specifier))
                .OrderBy(use => use.From, StringComparer.Ordinal)
                .ThenBy(use => use.Specifier, StringComparer.Ordinal),
        ];

    private static ImmutableArray<GraphNode> Sorted(IEnumerable<GraphNode> nodes) =>
        [.. nodes.OrderBy(node => node.Path, StringComparer.Ordinal)];

    private static string Folder(string path) => RepoPath.Folder(path) is { Length: > 0 } folder ? folder : ".";
}
