using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// The folders whose Git repositories may be ingested by path (<c>YUDAI_LOCAL_REPOS</c>); none outside Development.
/// </summary>
internal sealed class LocalFolders
{
    public const string Variable = "YUDAI_LOCAL_REPOS";

    private readonly string[] _folders;

    public LocalFolders(IEnumerable<string> folders) => _folders = [.. folders.Select(Real)];

    public bool AreOn => _folders.Length > 0;

    /// <exception cref="SettingException">One of them is not there.</exception>
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
            : throw new SettingException(Variable, "names a folder that is not there");
    }

    /// <summary>
    /// The real folder behind a path, or null where there is none inside of the folders. A relative path is tried in
    /// each of them.
    /// </summary>
    public string? Find(string path)
    {
        if (path.Contains('\0') || path.Length > 4_096 || path.Split('/').Contains(".."))
            return null;
        var candidates = Path.IsPathRooted(path) ? [path] : _folders.Select(folder => Path.Combine(folder, path));
        return candidates.Select(Path.GetFullPath).Where(Directory.Exists).Select(Real).FirstOrDefault(Holds);
    }

    /// <summary>How a real path is called within the folders: what <see cref="Find"/> finds it by.</summary>
    public string NameOf(string path) =>
        _folders
            .Where(folder => path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal))
            .Select(folder => Path.GetRelativePath(folder, path))
            .FirstOrDefault()
        ?? Path.GetFileName(path);

    /// <summary>Whether a real path lies in one of the folders.</summary>
    public bool Holds(string path) =>
        _folders.Any(folder => path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal));

    /// <summary>With all links on the way resolved.</summary>
    public static string Real(string path)
    {
        var real = "/";
        foreach (var part in Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true) is { } target)
                real = Real(target.FullName);
        }
        return real;
    }
}
