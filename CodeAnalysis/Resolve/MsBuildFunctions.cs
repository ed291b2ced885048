namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// The functions of MSBuild that project files use to find other files: those of paths. A path of the repository begins
/// with a slash.
/// </summary>
internal static class MsBuildFunctions
{
    /// <param name="call">Such as <c>[System.IO.Path]::Combine('a', 'b')</c>, with its properties expanded.</param>
    /// <param name="isFile">Whether a path of the repository is a file.</param>
    /// <returns>Null for any other function.</returns>
    public static string? Evaluate(string call, Func<string, bool> isFile)
    {
        if (
            call.IndexOf('(') is not (> 0 and var open)
            || !call.EndsWith(')')
            || call.Contains("$(", StringComparison.Ordinal)
        )
            return null;
        string[] arguments =
        [
            .. call[(open + 1)..^1]
                .Split(',')
                .Select(argument => argument.Trim().Trim('\'', '"', '`').Replace('\\', '/')),
        ];
        return (call[..open].ToLowerInvariant(), arguments) switch
        {
            ("[system.io.path]::combine", _) => Combine(arguments),
            ("[system.io.path]::getfullpath" or "[msbuild]::normalizepath", _) => Normalized(Combine(arguments)),
            ("[msbuild]::normalizedirectory", _) => WithSlash(Normalized(Combine(arguments))),
            ("[msbuild]::ensuretrailingslash", [var path]) => WithSlash(path),
            ("[system.io.path]::getdirectoryname", [var path]) => path[..Math.Max(0, path.LastIndexOf('/'))],
            ("[msbuild]::getpathoffileabove", [var name, var folder]) => Above(folder, name, isFile) is { } found
                ? $"/{RepoPath.Under(found, name)}"
                : "",
            ("[msbuild]::getdirectorynameoffileabove", [var folder, var name]) => Above(folder, name, isFile)
                is { } found
                ? $"/{found}"
                : "",
            _ => null,
        };
    }

    private static string Combine(string[] parts) =>
        parts.Aggregate((all, part) => part.StartsWith('/') || all.Length == 0 ? part : $"{all.TrimEnd('/')}/{part}");

    // What is relative stays so: nothing says to what.
    private static string? Normalized(string path) =>
        !path.StartsWith('/') ? path
        : RepoPath.Join("", path) is { } joined ? $"/{joined}"
        : null;

    private static string? WithSlash(string? path) => path is null || path.EndsWith('/') ? path : $"{path}/";

    private static string? Above(string folder, string name, Func<string, bool> isFile) =>
        folder.StartsWith('/') && RepoPath.Join("", folder) is { } start
            ? RepoPath.Upward(start).FirstOrDefault(above => isFile(RepoPath.Under(above, name)))
            : null;
}
