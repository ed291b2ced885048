namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Finds the file that a path without certainty about its extension means, as bundlers and TypeScript do.
/// </summary>
internal sealed class ModuleSearch(RepositoryMap map, NodePackages packages)
{
    private static readonly string[] Guessed = [".ts", ".tsx", ".d.ts", ".js", ".jsx"];
    private static readonly string[] Indexes = [.. Guessed.Select(extension => $"/index{extension}")],
        RootIndexes = [.. Guessed.Select(extension => $"index{extension}")];

    private static readonly string[] JsCounterparts = [".ts", ".tsx", ".d.ts", ".js", ".jsx"],
        JsxCounterparts = [".tsx", ".ts", ".d.ts", ".jsx", ".js"],
        MjsCounterparts = [".mts", ".d.mts", ".mjs"],
        CjsCounterparts = [".cts", ".d.cts", ".cjs"],
        TsItself = [".ts"],
        TsxItself = [".tsx"],
        MtsItself = [".mts"],
        CtsItself = [".cts"],
        DeclaredTs = [".ts", ".tsx", ".js", ".jsx"],
        DeclaredMts = [".mts", ".mjs"],
        DeclaredCts = [".cts", ".cjs"];

    /// <param name="path">Where the specifier leads.</param>
    /// <param name="exact">Whether the full name of a script counts at once.</param>
    /// <param name="folderOnly">Whether the specifier can only mean a folder.</param>
    public string? Find(string path, bool exact, bool folderOnly = false)
    {
        var found = folderOnly ? null : File(path, exact);
        return Implementation(found ?? Folder(path));
    }

    public static bool IsScript(string path) =>
        Path.GetExtension(path) is ".ts" or ".tsx" or ".mts" or ".cts" or ".js" or ".jsx" or ".mjs" or ".cjs";

    private string? File(string path, bool exact)
    {
        if ((exact || !IsScript(path)) && map.IsFile(path))
            return path;
        var extension = Path.GetExtension(path.AsSpan());
        return map.FirstFile(path.AsSpan(0, path.Length - extension.Length), Counterparts(extension))
            ?? map.FirstFile(path, Guessed);
    }

    private static ReadOnlySpan<string> Counterparts(ReadOnlySpan<char> extension) =>
        extension switch
        {
            ".js" => JsCounterparts,
            ".jsx" => JsxCounterparts,
            ".mjs" => MjsCounterparts,
            ".cjs" => CjsCounterparts,
            ".ts" => TsItself,
            ".tsx" => TsxItself,
            ".mts" => MtsItself,
            ".cts" => CtsItself,
            _ => [],
        };

    private string? Folder(string folder)
    {
        if (!map.IsFolder(folder))
            return null;
        foreach (var entry in packages.In(folder)?.TypesThenMain ?? [])
            if (RepoPath.Join(folder, entry) is { } target && (File(target, exact: true) ?? Index(target)) is { } found)
                return found;
        return Index(folder);
    }

    private string? Index(string folder) => map.FirstFile(folder, folder.Length == 0 ? RootIndexes : Indexes);

    /// <summary>The source beside a declaration file, where there is one.</summary>
    private string? Implementation(string? found)
    {
        if (found is null || !found.Contains(".d.", StringComparison.Ordinal))
            return found;
        var (ending, sources) = found switch
        {
            _ when found.EndsWith(".d.ts", StringComparison.Ordinal) => (".d.ts", DeclaredTs),
            _ when found.EndsWith(".d.mts", StringComparison.Ordinal) => (".d.mts", DeclaredMts),
            _ when found.EndsWith(".d.cts", StringComparison.Ordinal) => (".d.cts", DeclaredCts),
            _ => ("", []),
        };
        return map.FirstFile(found.AsSpan(0, found.Length - ending.Length), sources) ?? found;
    }
}
