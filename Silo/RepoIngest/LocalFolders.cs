using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// The folders whose Git repositories can be ingested by path (<c>YUDAI_LOCAL_REPOS</c>); none outside of Development.
/// </summary>
internal sealed class LocalFolders
{
    public const string Variable = "YUDAI_LOCAL_REPOS";

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
    /// tried in each of them.
    /// </summary>
    public string? Find(string path)
    {
        if (path.Contains('\0') || path.Length > 4_096 || path.Split('/').Contains(".."))
            return null;
        var candidates = Path.IsPathRooted(path) ? [path] : _folders.Select(folder => Path.Combine(folder, path));
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

    /// <summary>Whether a resolved path is inside of a configured folder.</summary>
    public bool Contains(string path) =>
        _folders.Any(folder => path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal));

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
