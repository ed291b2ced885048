using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>
/// Reduces a graph to the neighbourhood of a file or folder: its dependencies and dependents up to a depth.
/// </summary>
internal static class Focus
{
    /// <returns>Null where the repository has no such file or folder.</returns>
    public static RepositoryGraph? On(
        RepositoryGraph whole,
        IReadOnlyCollection<GraphNode> files,
        string path,
        int depth
    )
    {
        var centre = Centre(whole, files, path);
        if (centre.Count == 0)
            return null;
        var next = whole.Edges.ToLookup(edge => edge.From, edge => edge.To);
        var before = whole.Edges.ToLookup(edge => edge.To, edge => edge.From);
        var visible = new HashSet<string>(centre);
        Walk(centre, depth, place => next[place], visible);
        // A file also has those dependents that import its whole folder.
        Walk(
            whole.Level == GraphLevel.Folder ? centre : [.. centre, .. centre.Select(Folder).Where(before.Contains)],
            depth,
            place => before[place],
            visible
        );
        return whole with
        {
            Nodes = [.. whole.Nodes.Where(node => visible.Contains(node.Path))],
            Edges = [.. whole.Edges.Where(edge => visible.Contains(edge.From) && visible.Contains(edge.To))],
            External = [.. whole.External.Where(use => visible.Contains(use.From))],
            Unresolved = [.. whole.Unresolved.Where(use => visible.Contains(use.From))],
        };
    }

    private static List<string> Centre(RepositoryGraph whole, IReadOnlyCollection<GraphNode> files, string path)
    {
        var wanted = path.Trim('/') is "." ? "" : path.Trim('/');
        if (whole.Level == GraphLevel.Folder && files.Any(file => file.Path == wanted))
            wanted = Folder(wanted);
        return
        [
            .. whole
                .Nodes.Where(node => node.Path == wanted || RepoPath.Within(wanted, node.Path))
                .Select(node => node.Path),
        ];
    }

    private static void Walk(
        List<string> centre,
        int depth,
        Func<string, IEnumerable<string>> neighbours,
        HashSet<string> visible
    )
    {
        var seen = new HashSet<string>(centre);
        visible.UnionWith(centre);
        for (var (step, edge) = (0, centre); step < depth && edge.Count > 0; step++)
        {
            edge = [.. edge.SelectMany(neighbours).Where(seen.Add)];
            visible.UnionWith(edge);
        }
    }

    private static string Folder(string path) => RepoPath.Folder(path) is { Length: > 0 } folder ? folder : ".";
}
