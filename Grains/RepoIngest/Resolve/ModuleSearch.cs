namespace YudaiV3.RepoIngest.Resolve;

/// <summary>Finds the file that a path without certainty about its extension means, as bundlers and TypeScript do.</summary>
internal sealed class ModuleSearch(RepositoryMap map, NodePackages packages)
{
    private static readonly string[] Guessed = [".ts", ".tsx", ".d.ts", ".js", ".jsx"];

    /// <param name="path">Where the specifier leads.</param>
    /// <param name="exact">Whether the full name of a script counts at once.</param>
    /// <param name="folderOnly">Whether the specifier can only mean a folder.</param>
    public string? Find(string path, bool exact, bool folderOnly = false)
    {
        var found = folderOnly ? null : File(path, exact);
        return Implementation(found ?? Folder(path));
    }

    public static bool IsScript(string path) => Path.GetExtension(path) is ".ts" or ".tsx" or ".mts" or ".cts" or ".js" or ".jsx" or ".mjs" or ".cjs";

    private string? File(string path, bool exact)
    {
        if ((exact || !IsScript(path)) && map.IsFile(path))
            return path;
        foreach (var counterpart in Counterparts(path))
            if (map.IsFile(counterpart))
                return counterpart;
        return Guessed.Select(extension => path + extension).FirstOrDefault(map.IsFile);
    }

    private static string[] Counterparts(string path)
    {
        var extension = Path.GetExtension(path);
        var stem = path[..^extension.Length];
        return extension switch
        {
            ".js" => [$"{stem}.ts", $"{stem}.tsx", $"{stem}.d.ts", path, $"{stem}.jsx"],
            ".jsx" => [$"{stem}.tsx", $"{stem}.ts", $"{stem}.d.ts", path, $"{stem}.js"],
            ".mjs" => [$"{stem}.mts", $"{stem}.d.mts", path],
            ".cjs" => [$"{stem}.cts", $"{stem}.d.cts", path],
            ".ts" or ".tsx" or ".mts" or ".cts" => [path],
            _ => [],
        };
    }

    private string? Folder(string folder)
    {
        if (!map.IsFolder(folder))
            return null;
        foreach (var entry in packages.In(folder)?.TypesThenMain ?? [])
            if (RepoPath.Join(folder, entry) is { } target && (File(target, exact: true) ?? Index(target)) is { } found)
                return found;
        return Index(folder);
    }

    private string? Index(string folder) => Guessed.Select(extension => RepoPath.Under(folder, $"index{extension}")).FirstOrDefault(map.IsFile);

    /// <summary>The source beside a declaration file, where there is one.</summary>
    private string? Implementation(string? found)
    {
        var (ending, sources) = found switch
        {
            null => ("", []),
            _ when found.EndsWith(".d.ts", StringComparison.Ordinal) => (".d.ts", [".ts", ".tsx", ".js", ".jsx"]),
            _ when found.EndsWith(".d.mts", StringComparison.Ordinal) => (".d.mts", [".mts", ".mjs"]),
            _ when found.EndsWith(".d.cts", StringComparison.Ordinal) => (".d.cts", [".cts", ".cjs"]),
            _ => ("", Array.Empty<string>()),
        };
        return sources.Select(source => found![..^ending.Length] + source).FirstOrDefault(map.IsFile) ?? found;
    }
}
