using System.Text;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Collects the files of a source within the limits and counts what is left out. Not thread-safe.</summary>
internal sealed class SourceCollector(IngestOptions options, IngestLimits limits, KnownFiles known)
{
    private const string IgnoreFile = ".gitingestignore",
        TooLarge = "repository is too large";
    private const long MaxManifestBytes = 50_000_000;

    // Each pattern is compiled, and tried on every file and folder.
    private const int MaxPatterns = 200,
        MaxPatternLength = 1_000;

    private readonly PathPatterns _include = new(options.Include),
        _exclude = new(options.Exclude);
    private readonly string _part = (options.Path ?? "").Trim('/') is "." ? "" : (options.Path ?? "").Trim('/');
    private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IngestedFile> _files = [];
    private readonly Dictionary<string, string> _manifests = [];
    private PathPatterns _ignored = new([]);
    private long _bytes,
        _manifestBytes,
        _seenBytes;

    /// <summary>The number of files left out by limits, by reason.</summary>
    public IReadOnlyDictionary<string, int> Skipped => _skipped;

    /// <summary>The size of all collected files.</summary>
    public long Bytes => _files.Values.Sum(file => file.Size);

    /// <summary>The collected files without contents, in no order.</summary>
    public IEnumerable<IngestedFile> Files => _files.Values;

    /// <summary>The texts that say how imports are resolved.</summary>
    public IReadOnlyDictionary<string, string> Manifests => _manifests;

    /// <summary>The source is so much larger than the limit that the rest is not even counted.</summary>
    public bool IsOver => _seenBytes > limits.UnpackedBytes * 2;

    /// <returns>The file, with its content if that is to be read. Null if the file is left out.</returns>
    public async Task<IngestedFile?> Add(SourceEntry entry, CancellationToken cancellationToken)
    {
        _seenBytes += entry.Size;
        if (entry.Path == IgnoreFile && entry is { Kind: EntryKind.File, Size: <= 1_000_000 })
            return await AddIgnoreFile(entry, cancellationToken);
        if (PathSafety.Refuse(entry, limits) is { } reason)
            return Skip(reason);
        if (!IsWanted(entry.Path))
            return null;
        if (_files.ContainsKey(entry.Path))
            return Skip("same path twice");
        if (_files.Count >= limits.Files)
            return Skip("too many files");
        var maxBytes = Math.Min(limits.FileBytes, options.MaxFileSize ?? long.MaxValue);
        if (entry.Size > limits.UnpackedBytes - _bytes)
            return Skip(TooLarge);
        _bytes += entry.Size;
        return Keep(known.Find(entry, maxBytes) ?? await IngestedFile.From(entry, maxBytes, cancellationToken));
    }

    /// <summary>Applies the repository's own patterns to the files that came before them.</summary>
    /// <returns>The paths that are left out after all.</returns>
    public IReadOnlySet<string> Finish()
    {
        var unwanted = _files.Keys.Where(path => !IsWanted(path)).ToHashSet();
        foreach (var path in unwanted)
        {
            _files.Remove(path);
            _manifests.Remove(path);
        }
        return unwanted;
    }

    private bool IsWanted(string path) =>
        RepoPath.Within(_part, path)
        && (_include.IsEmpty || _include.Matches(path))
        && !_exclude.Matches(path)
        && !_ignored.Matches(path);

    private async Task<IngestedFile?> AddIgnoreFile(SourceEntry entry, CancellationToken cancellationToken)
    {
        var file = await IngestedFile.From(entry, entry.Size, cancellationToken);
        if (file.Content is { } content)
        {
            var lines = Encoding.UTF8.GetString(content).Split('\n').Where(line => line.Trim().Length > 0).ToArray();
            var taken = lines.Where(line => line.Length <= MaxPatternLength).Take(MaxPatterns).ToArray();
            _ignored = new PathPatterns(taken);
            LeaveOut(
                $"{IgnoreFile} has too many or too long patterns: these do not count",
                lines.Length - taken.Length
            );
        }
        return IsWanted(entry.Path) && _files.Count < limits.Files ? Keep(file) : null;
    }

    private IngestedFile Keep(IngestedFile file)
    {
        _files[file.Path] = file with { Content = null };
        if (
            file.Content is not { } content
            || !ManifestFiles.Contains(file.Path)
            || SourceLanguages.FromPath(file.Path) is not null
        )
            return file;
        if ((_manifestBytes += content.Length) <= MaxManifestBytes)
            _manifests[file.Path] = Encoding.UTF8.GetString(content);
        else
            Skip("too much text in manifests: some do not count for imports");
        return file;
    }

    public void LeaveOut(string reason, int count)
    {
        if (count > 0)
            _skipped[reason] = _skipped.GetValueOrDefault(reason) + count;
    }

    private IngestedFile? Skip(string reason)
    {
        _skipped[reason] = _skipped.GetValueOrDefault(reason) + 1;
        return null;
    }
}
