using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Collects the dependencies of one file. A dependency that is found twice counts once, with its strongest kind and
/// first line.
/// </summary>
internal sealed class ResolutionBuilder(string path, ResolutionBudget? budget = null)
{
    private const int StepsOfEdge = 40;

    private readonly Dictionary<(string To, NodeKind ToKind), (EdgeKind Kind, int Line)> _edges = [];
    private readonly Dictionary<string, bool> _external = [];
    private readonly Dictionary<string, int> _unresolved = [];

    public void File(string to, EdgeKind kind, int line)
    {
        if (to != path)
            Edge((to, NodeKind.File), (kind, line));
    }

    public void Folder(string to, EdgeKind kind, int line) =>
        Edge((to.Length == 0 ? "." : to, NodeKind.Folder), (kind, line));

    public void External(string name, bool stdlib)
    {
        budget?.Spend(StepsOfEdge);
        _external.TryAdd(name, stdlib);
    }

    public void Unresolved(string specifier, int line)
    {
        budget?.Spend(StepsOfEdge);
        if (!_unresolved.TryGetValue(specifier, out var first) || line < first)
            _unresolved[specifier] = line;
    }

    public int Count => _edges.Count + _external.Count + _unresolved.Count;

    public FileDependencies Dependencies() =>
        new()
        {
            Path = path,
            Edges = Sorted(
                _edges,
                edge => new Dependency
                {
                    To = edge.Key.To,
                    ToKind = edge.Key.ToKind,
                    Kind = edge.Value.Kind,
                    Line = edge.Value.Line,
                },
                (one, other) =>
                    string.CompareOrdinal(one.To, other.To) is not 0 and var order
                        ? order
                        : one.ToKind.CompareTo(other.ToKind)
            ),
            External = Sorted(
                _external,
                name => new ExternalName { Name = name.Key, Stdlib = name.Value },
                (one, other) => string.CompareOrdinal(one.Name, other.Name)
            ),
            Unresolved = Sorted(
                _unresolved,
                import => new UnresolvedImport { Specifier = import.Key, Line = import.Value },
                (one, other) => string.CompareOrdinal(one.Specifier, other.Specifier)
            ),
        };

    private static ImmutableArray<TResult> Sorted<TKey, TValue, TResult>(
        Dictionary<TKey, TValue> found,
        Func<KeyValuePair<TKey, TValue>, TResult> shape,
        Comparison<TResult> order
    )
        where TKey : notnull
    {
        if (found.Count == 0)
            return [];
        var (all, at) = (new TResult[found.Count], 0);
        foreach (var one in found)
            all[at++] = shape(one);
        Array.Sort(all, order);
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    private void Edge((string To, NodeKind ToKind) key, (EdgeKind Kind, int Line) found)
    {
        budget?.Spend(StepsOfEdge);
        if (!_edges.TryGetValue(key, out var known) || found.CompareTo(known) < 0)
            _edges[key] = found;
    }
}
