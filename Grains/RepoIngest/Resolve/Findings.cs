namespace YudaiV3.RepoIngest.Resolve;

/// <summary>Gathers what the imports of one file lead to; what is found twice is kept once, by its strongest kind and first line.</summary>
internal sealed class Findings(string path)
{
    private readonly Dictionary<(string To, NodeKind ToKind), (EdgeKind Kind, int Line)> _edges = [];
    private readonly Dictionary<string, bool> _external = [];
    private readonly Dictionary<string, int> _unresolved = [];

    public void File(string to, EdgeKind kind, int line)
    {
        if (to != path)
            Edge((to, NodeKind.File), (kind, line));
    }

    public void Folder(string to, EdgeKind kind, int line) => Edge((to.Length == 0 ? "." : to, NodeKind.Folder), (kind, line));

    public void External(string name, bool stdlib) => _external.TryAdd(name, stdlib);

    public void Unresolved(string specifier, int line)
    {
        if (!_unresolved.TryGetValue(specifier, out var first) || line < first)
            _unresolved[specifier] = line;
    }

    public FileDependencies Dependencies() => new()
    {
        Path = path,
        Edges = [.. _edges.Select(edge => new Dependency { To = edge.Key.To, ToKind = edge.Key.ToKind, Kind = edge.Value.Kind, Line = edge.Value.Line })
            .OrderBy(edge => edge.To, StringComparer.Ordinal).ThenBy(edge => edge.ToKind)],
        External = [.. _external.OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => new ExternalName { Name = name.Key, Stdlib = name.Value })],
        Unresolved = [.. _unresolved.OrderBy(import => import.Key, StringComparer.Ordinal).Select(import => new UnresolvedImport { Specifier = import.Key, Line = import.Value })],
    };

    private void Edge((string To, NodeKind ToKind) key, (EdgeKind Kind, int Line) found)
    {
        if (!_edges.TryGetValue(key, out var known) || found.CompareTo(known) < 0)
            _edges[key] = found;
    }
}
