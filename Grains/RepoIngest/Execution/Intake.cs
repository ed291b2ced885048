using System.Text;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Takes in what a source gives, within the limits, and keeps account of it. For one thread.</summary>
internal sealed class Intake(IngestOptions options, IngestLimits limits, KnownFiles known)
{
    private const string IgnoreFile = ".gitingestignore",
        Unread = "repository is too large";
    private const long MaxManifestBytes = 50_000_000;

    private readonly PathPatterns _include = new(options.Include),
        _exclude = new(options.Exclude);
    private readonly string _part = (options.Path ?? "").Trim('/') is "." ? "" : (options.Path ?? "").Trim('/');
    private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IngestedFile> _files = [];
    private readonly Dictionary<string, string> _manifests = [];
    private PathPatterns _ignored = new([]);
    private long _bytes,
        _manifestBytes,
        _passed;

    /// <summary>What was left out by limits, by reason.</summary>
    public IReadOnlyDictionary<string, int> Skipped => _skipped;

    /// <summary>Of all that was taken in.</summary>
    public long Bytes => _files.Values.Sum(file => file.Size);

    /// <summary>Everything that was taken in, in no order; without contents.</summary>
    public IEnumerable<IngestedFile> Files => _files.Values;

    /// <summary>The texts that say how imports are resolved.</summary>
    public IReadOnlyDictionary<string, string> Manifests => _manifests;

    /// <summary>There is so much more that it is not even counted.</summary>
    public bool IsOver => _passed > limits.UnpackedBytes * 2;

    /// <returns>The file, with its content where that is worth reading; null where it is left out.</returns>
    public async Task<IngestedFile?> Take(SourceEntry entry, CancellationToken cancellationToken)
    {
        _passed += entry.Size;
        if (entry.Path == IgnoreFile && entry is { Kind: EntryKind.File, Size: <= 1_000_000 })
            return await TakeIgnoreFile(entry, cancellationToken);
        if (PathSafety.Refuse(entry, limits) is { } reason)
            return Skip(reason);
        if (!IsWanted(entry.Path))
            return null;
        if (_files.ContainsKey(entry.Path))
            return Skip("same path twice");
        if (_files.Count >= limits.Files)
            return Skip("too many files");
        var largest = Math.Min(limits.FileBytes, options.MaxFileSize ?? long.MaxValue);
        if (entry.Size > limits.UnpackedBytes - _bytes)
            return Skip(Unread);
        _bytes += entry.Size;
        return Keep(known.Find(entry, largest) ?? await IngestedFile.From(entry, largest, cancellationToken));
    }

    /// <summary>What came before the repository's own patterns were known is judged by them now.</summary>
    public void Finish()
    {
        foreach (var path in _files.Keys.Where(path => !IsWanted(path)).ToArray())
        {
            _files.Remove(path);
            _manifests.Remove(path);
        }
    }

    private bool IsWanted(string path) =>
        RepoPath.Within(_part, path)
        && (_include.IsEmpty || _include.Matches(path))
        && !_exclude.Matches(path)
        && !_ignored.Matches(path);

    private async Task<IngestedFile?> TakeIgnoreFile(SourceEntry entry, CancellationToken cancellationToken)
    {
        var file = await IngestedFile.From(entry, entry.Size, cancellationToken);
        if (file.Content is { } content)
            _ignored = new PathPatterns(Encoding.UTF8.GetString(content).Split('\n'));
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
