using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Includes of C and C++ without knowledge of a build: beside the includer, then in the folders around it, then the
/// nearest file that ends so.
/// </summary>
internal sealed class CResolver : IResolver
{
    private readonly RepositoryMap _map;
    private readonly ILookup<string, string> _byName;
    private readonly ResolutionBudget _budget;

    public CResolver(RepositoryMap map, ResolutionBudget budget)
    {
        _budget = budget;
        _map = map;
        _byName = map.Files.ToLookup(RepoPath.Name);
    }

    public void Resolve(SourceFile file, ResolutionBuilder resolution)
    {
        foreach (var import in file.Facts.Imports)
            if (Find(file, import) is { } target)
                resolution.File(target, import.Kind, import.Line);
            else if (import.Form == ImportForm.Angle || CHeaders.Contains(import.Specifier))
                resolution.External(import.Specifier, CHeaders.Contains(import.Specifier));
            else
                resolution.Unresolved(import.Specifier, import.Line);
    }

    private string? Find(SourceFile file, ImportFact import)
    {
        if (import.Form != ImportForm.Angle && Under(file.Folder, import.Specifier) is { } beside)
            return beside;
        if (import.Form == ImportForm.Angle && CHeaders.Contains(import.Specifier))
            return null;
        foreach (var above in RepoPath.Upward(file.Folder))
        {
            _budget.Spend(50);
            if (
                (
                    Under(above, import.Specifier)
                    ?? Under(RepoPath.Under(above, "include"), import.Specifier)
                    ?? Under(RepoPath.Under(above, "src"), import.Specifier)
                ) is
                { } found
            )
                return found;
        }
        var named = _byName[RepoPath.Name(import.Specifier)];
        _budget.Spend(10 * named.Count());
        return named
            .Where(path => path.EndsWith($"/{import.Specifier}", StringComparison.Ordinal))
            .OrderByDescending(path => RepoPath.Shared(path, file.Path))
            .ThenBy(path => path.AsSpan().Count('/'))
            .ThenBy(path => path, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private string? Under(string folder, string specifier) =>
        RepoPath.Join(folder, specifier) is { } path && _map.IsFile(path) ? path : null;
}
