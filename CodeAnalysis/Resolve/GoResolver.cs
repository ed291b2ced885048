using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Go's imports: a package of one of the repository's modules is a folder.</summary>
internal sealed class GoResolver : IResolver
{
    private readonly RepositoryMap _map;
    private readonly Dictionary<string, string> _modules = [];

    public GoResolver(RepositoryMap map)
    {
        _map = map;
        foreach (var manifest in map.Named(name => name == "go.mod"))
            if (Module(map.Text(manifest) ?? "") is { } module)
                _modules.TryAdd(module, RepoPath.Folder(manifest));
    }

    public void Resolve(SourceFile file, ResolutionBuilder resolution)
    {
        foreach (var import in file.Facts.Imports.Where(import => import.Specifier.Length > 0))
            if (!PointsInside(file, import.Specifier, out var folder))
                resolution.External(import.Specifier, stdlib: !import.Specifier.Split('/')[0].Contains('.'));
            else if (folder is not null && _map.In(folder).Any(IsPackageFile))
                resolution.Folder(folder, import.Kind, import.Line);
            else
                resolution.Unresolved(import.Specifier, import.Line);
    }

    private bool PointsInside(SourceFile file, string specifier, out string? folder)
    {
        if (
            specifier is "." or ".."
            || specifier.StartsWith("./", StringComparison.Ordinal)
            || specifier.StartsWith("../", StringComparison.Ordinal)
        )
        {
            folder = RepoPath.Join(file.Folder, specifier);
            return true;
        }
        for (var module = specifier; module.Length > 0; module = RepoPath.Folder(module))
            if (_modules.TryGetValue(module, out var root))
            {
                folder = RepoPath.Under(root, specifier[module.Length..].Trim('/'));
                return true;
            }
        folder = null;
        return false;
    }

    private static bool IsPackageFile(string path) =>
        path.EndsWith(".go", StringComparison.Ordinal) && !path.EndsWith("_test.go", StringComparison.Ordinal);

    private static string? Module(string manifest) =>
        manifest
            .Split('\n')
            .Select(line => line.Split("//")[0].Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(words => words is ["module", _])
            ?[1].Trim('"', '`', ' ');
}
