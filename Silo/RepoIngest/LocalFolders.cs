using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// The folders whose Git repositories can be ingested by path (<c>YUDAI_LOCAL_REPOS</c>); none outside of Development.
/// </summary>
internal sealed class LocalFolders
{
    public const string Variable = "YUDAI_LOCAL_REPOS";

    /// <summary>The owner of a repository right in a configured folder.</summary>
    private const string Owner = "local";

    /// <summary>An owner has no slashes.</summary>
    private const char Separator = '.';

    private readonly string[] _folders;

    public LocalFolders(IEnumerable<string> folders) => _folders = [.. folders.Select(Resolve)];

    public bool IsEnabled => _folders.Length > 0;

    /// <exception cref="SettingException">A folder does not exist.</exception>
    public static LocalFolders From(IConfiguration configuration, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
            return new([]);
        string[] named = configuration[Variable]
            ?.Split(
                [',', ';', Path.PathSeparator],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ) ?? [];
        return named.All(Path.Exists)
            ? new(named.Select(Path.GetFullPath))
            : throw new SettingException(Variable, "names a folder that does not exist");
    }

    /// <summary>
    /// The resolved folder of a path, or null if there is none inside of the configured folders. A relative path is
    /// tried in each of them. It may also be the <c>owner/name</c> under which a result or a session has the
    /// repository.
    /// </summary>
    public string? Find(string path)
    {
        if (path.Contains('\0') || path.Length > 4_096 || path.Split('/').Contains(".."))
            return null;
        var candidates = Path.IsPathRooted(path)
            ? [path]
            : Candidates(path).SelectMany(candidate => (string[])[candidate, candidate + ".git"]);
        return candidates.Select(Path.GetFullPath).Where(Directory.Exists).Select(Resolve).FirstOrDefault(Contains);
    }

    /// <summary>
    /// The path of a resolved folder within the configured folders, which <see cref="Find"/> accepts.
    /// </summary>
    public string NameOf(string path) =>
        _folders
            .Where(folder => path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal))
            .Select(folder => Path.GetRelativePath(folder, path))
            .FirstOrDefault()
        ?? Path.GetFileName(path);

    /// <summary>
    /// The owner under which the repository in a folder is listed: the folders around it, within the configured folder.
    /// So two repositories whose folders have the same last name have different names.
    /// </summary>
    public string OwnerOf(string path) =>
        NameOf(path).Split('/') is [.. { Length: > 0 } around, _] ? string.Join(Separator, around) : Owner;

    /// <summary>Whether a resolved path is inside of a configured folder.</summary>
    public bool Contains(string path) =>
        _folders.Any(folder => path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal));

    private IEnumerable<string> Candidates(string path)
    {
        foreach (var folder in _folders)
            yield return Path.Combine(folder, path);
        if (path.Split('/', 2) is not [var owner, { Length: > 0 } name])
            yield break;
        foreach (var folder in _folders)
        {
            // The page knows only the last two folders of a path.
            if (owner == Owner || owner == Path.GetFileName(folder))
                yield return Path.Combine(folder, name);
            yield return Path.Combine(folder, owner.Replace(Separator, '/').TrimStart('/'), name);
        }
    }

    /// <summary>Resolves all links in a path.</summary>
    public static string Resolve(string path)
    {
        var resolved = "/";
        foreach (var part in Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.Combine(resolved, part);
            if (new DirectoryInfo(resolved).ResolveLinkTarget(returnFinalTarget: true) is { } target)
                resolved = Resolve(target.FullName);
        }
        return resolved;
    }
}
