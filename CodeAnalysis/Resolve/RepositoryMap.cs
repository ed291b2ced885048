namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// The input of resolution: the paths of a repository's files, the facts of its sources and the texts of its
/// manifests.
/// </summary>
public sealed class RepositoryMap
{
    /// <summary>Characters of the names of all folders.</summary>
    private const int MaxFolderLength = 30_000_000;

    private static readonly string[] Nothing = [];
    private readonly HashSet<string> _files;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _fileNames;
    private readonly Dictionary<string, List<string>> _folders = new() { [""] = [] };
    private readonly ILookup<string, string> _inner;
    private readonly IReadOnlyDictionary<string, string> _manifests;

    /// <param name="files">Every regular file, without links and submodules.</param>
    /// <param name="sources">The sources among them with their facts.</param>
    /// <param name="manifests">The texts of the manifests, see <see cref="ManifestFiles"/>.</param>
    public RepositoryMap(
        IEnumerable<string> files,
        IEnumerable<SourceFile> sources,
        IReadOnlyDictionary<string, string> manifests
    )
    {
        _files = [.. files];
        _fileNames = _files.GetAlternateLookup<ReadOnlySpan<char>>();
        _manifests = manifests;
        var (all, length) = (_files.Order(StringComparer.Ordinal).ToArray(), 0);
        foreach (var file in all)
        {
            var folder = RepoPath.Folder(file);
            if (!_folders.TryGetValue(folder, out var held))
            {
                if (length > MaxFolderLength)
                {
                    _files.Remove(file);
                    LeftOut++;
                    continue;
                }
                _folders[folder] = held = [];
                length += folder.Length;
            }
            held.Add(file);
            for (; folder.Length > 0; length += folder.Length)
            {
                folder = RepoPath.Folder(folder);
                if (!_folders.TryAdd(folder, []))
                    break;
            }
        }
        Files = LeftOut == 0 ? all : [.. all.Where(_files.Contains)];
        Sources =
        [
            .. sources
                .Where(source => _files.Contains(source.Path))
                .OrderBy(source => source.Path, StringComparer.Ordinal),
        ];
        _inner = _folders
            .Keys.Where(folder => folder.Length > 0)
            .Order(StringComparer.Ordinal)
            .ToLookup(RepoPath.Folder);
    }

    /// <summary>Sorted by path.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Sorted by path.</summary>
    public IReadOnlyList<SourceFile> Sources { get; }

    /// <summary>The number of files that are not part of it, because the files lie in too many folders.</summary>
    public int LeftOut { get; }

    public bool IsFile(string path) => _files.Contains(path);

    /// <summary>The first of <paramref name="start"/> with one of <paramref name="ends"/> that is a file.</summary>
    public string? FirstFile(ReadOnlySpan<char> start, ReadOnlySpan<string> ends)
    {
        var maxLength = 0;
        foreach (var end in ends)
            maxLength = Math.Max(maxLength, end.Length);
        var path = start.Length + maxLength <= 512 ? stackalloc char[512] : new char[start.Length + maxLength];
        start.CopyTo(path);
        foreach (var end in ends)
        {
            end.CopyTo(path[start.Length..]);
            if (_fileNames.TryGetValue(path[..(start.Length + end.Length)], out var file))
                return file;
        }
        return null;
    }

    public bool IsFolder(string path) => _folders.ContainsKey(path);

    /// <summary>The files directly in a folder.</summary>
    public IReadOnlyList<string> In(string folder) => _folders.TryGetValue(folder, out var files) ? files : Nothing;

    /// <summary>The folders directly in a folder.</summary>
    public IEnumerable<string> Folders(string folder) => _inner[folder];

    /// <summary>The manifests whose name matches, sorted by path.</summary>
    public IEnumerable<string> Named(Func<string, bool> name) =>
        _manifests.Keys.Where(path => name(RepoPath.Name(path))).Order(StringComparer.Ordinal);

    public string? Text(string manifest) => _manifests.GetValueOrDefault(manifest);
}
