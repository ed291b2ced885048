using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// Everything of a commit that a question needs, prepared once: the terms of paths, declared names and texts, the
/// dependencies and the history. Immutable, so that many questions can read it at once.
/// </summary>
public sealed class CommitIndex
{
    private const double Vendored = 0.3,
        Minified = 0.7;

    private readonly ImmutableArray<TreeFile> _files;
    private readonly Dictionary<string, int> _ids;

    /// <param name="files">The files of the commit.</param>
    /// <param name="terms">For each file its terms; <see cref="FileTerms.None"/> for one without a text.</param>
    /// <param name="graph">Their dependencies.</param>
    /// <param name="history">The commits before; empty where none are at hand.</param>
    public CommitIndex(
        ImmutableArray<TreeFile> files,
        IReadOnlyList<FileTerms> terms,
        DependencyGraph graph,
        CommitHistory history
    )
    {
        _files = files;
        _ids = files.Index().ToDictionary(file => file.Item.Path, file => file.Index);
        Terms = new TermIndex(files, terms);
        Neighbours = new NeighbourIndex(files, _ids, graph);
        History = new HistoryIndex(history, _ids);
        Priors = [.. files.Select(Prior)];
    }

    private CommitIndex(CommitIndex index, CommitHistory history)
    {
        (_files, _ids, Priors) = (index._files, index._ids, index.Priors);
        (Terms, Neighbours) = (index.Terms, index.Neighbours);
        History = new HistoryIndex(history, _ids);
    }

    /// <summary>The same commit with a history that was read later.</summary>
    public CommitIndex With(CommitHistory history) => new(this, history);

    public int Count => _files.Length;

    internal TermIndex Terms { get; }
    internal NeighbourIndex Neighbours { get; }
    internal HistoryIndex History { get; }

    /// <summary>For each file how likely it is what a request is about, whatever the request.</summary>
    internal ImmutableArray<double> Priors { get; }

    internal TreeFile File(int id) => _files[id];

    public bool Contains(string path) => _ids.ContainsKey(path);

    internal int? Id(string path) => _ids.TryGetValue(path, out var id) ? id : null;

    private static double Prior(TreeFile file)
    {
        if (
            (file.Marks & (FileMarks.Binary | FileMarks.LfsPointer | FileMarks.Submodule | FileMarks.SymbolicLink)) != 0
        )
            return 0.1;
        var prior = file.Category switch
        {
            FileCategory.SourceCode => 1,
            FileCategory.WebFiles or FileCategory.Scripts => 0.7,
            FileCategory.Tests => 0.4,
            FileCategory.Documentation => 0.3,
            FileCategory.DataFiles or FileCategory.LockFiles or FileCategory.MediaFiles => 0.2,
            _ => 0.5,
        };
        if ((file.Marks & (FileMarks.Generated | FileMarks.Vendored)) != 0)
            prior *= Vendored;
        return (file.Marks & FileMarks.Minified) != 0 ? prior * Minified : prior;
    }
}
