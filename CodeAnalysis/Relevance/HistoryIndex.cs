using System.Runtime.InteropServices;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// The past commits of a repository: a request that reads like one of them is likely about the same files.
/// </summary>
internal sealed class HistoryIndex
{
    /// <summary>After so many further commits a change counts for a third.</summary>
    private const double Fading = 300;
    private readonly Dictionary<uint, List<int>> _commits = [];
    private readonly int[][] _files;

    public HistoryIndex(CommitHistory history, Dictionary<string, int> ids)
    {
        _files = new int[Math.Min(history.Commits.Length, CommitHistory.MaxCommits)][];
        Popularity = new double[ids.Count];
        for (var i = 0; i < _files.Length; i++)
        {
            var commit = history.Commits[i];
            _files[i] = commit.Paths.Length > CommitHistory.MaxPaths ? [] : [.. Known(commit, ids)];
            foreach (var file in _files[i])
                Popularity[file] += Math.Exp(-i / Fading) / Math.Sqrt(_files[i].Length);
            if (_files[i].Length > 0)
                Add(commit.Message, i);
        }
        for (var file = 0; file < Popularity.Length; file++)
            Popularity[file] = Math.Log(1 + Popularity[file]);
    }

    /// <summary>For each file how often it changed, recent changes before old ones.</summary>
    public double[] Popularity { get; }

    /// <summary>For each file how much the messages of the commits that changed it are like the question.</summary>
    public double[] Similar(QueryTerms query)
    {
        var commits = Likeness(query);
        var max = commits.Length == 0 ? 0 : commits.Max();
        var similar = new double[Popularity.Length];
        if (max == 0)
            return similar;
        for (var i = 0; i < commits.Length; i++)
        {
            var likeness = commits[i] / max * (commits[i] / max) / Math.Sqrt(Math.Max(1, _files[i].Length));
            foreach (var file in _files[i])
                similar[file] += likeness;
        }
        for (var file = 0; file < similar.Length; file++)
            similar[file] = Math.Log(1 + similar[file]);
        return similar;
    }

    private double[] Likeness(QueryTerms query)
    {
        var commits = new double[_files.Length];
        foreach (var term in query.All)
        {
            if (!_commits.TryGetValue(term.Term, out var found))
                continue;
            var weight = term.Weight * Math.Log(1 + (_files.Length - found.Count + 0.5) / (found.Count + 0.5));
            foreach (var commit in found)
                commits[commit] += weight;
        }
        return commits;
    }

    private static IEnumerable<int> Known(PastCommit commit, Dictionary<string, int> ids) =>
        commit.Paths.Select(path => ids.TryGetValue(path, out var id) ? id : -1).Where(id => id >= 0).Distinct();

    private void Add(string message, int commit)
    {
        var reader = new TermReader(message.AsSpan(0, Math.Min(message.Length, CommitHistory.MaxMessage)));
        while (reader.Next())
        {
            ref var commits = ref CollectionsMarshal.GetValueRefOrAddDefault(_commits, reader.Term, out _);
            commits ??= [];
            if (commits is not [.., var last] || last != commit)
                commits.Add(commit);
        }
    }
}
