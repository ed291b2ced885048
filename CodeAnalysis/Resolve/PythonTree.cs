namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The target of a dotted name. A module has a file, a namespace has a folder, a package has both.</summary>
internal readonly record struct PythonModule(string? File, string? Folder);

/// <summary>Finds the modules and packages of a repository by folder and name.</summary>
internal sealed class PythonTree
{
    private readonly RepositoryMap _map;
    private readonly ResolutionBudget _budget;
    private readonly HashSet<string> _holdsPython = [];

    public PythonTree(RepositoryMap map, ResolutionBudget budget)
    {
        (_map, _budget) = (map, budget);
        foreach (var file in map.Files.Where(file => file.EndsWith(".py", StringComparison.Ordinal)))
            for (
                var folder = RepoPath.Folder(file);
                _holdsPython.Add(folder) && folder.Length > 0;
                folder = RepoPath.Folder(folder)
            ) { }
    }

    /// <summary>A package or module, package first.</summary>
    public PythonModule? Regular(string folder, string name)
    {
        var path = RepoPath.Under(folder, name);
        if (Initializer(path) is { } package)
            return new(package, path);
        return _map.IsFile($"{path}.py") ? new($"{path}.py", null)
            : _map.IsFile($"{path}.pyi") ? new($"{path}.pyi", null)
            : null;
    }

    public string? Initializer(string folder) =>
        RepoPath.Under(folder, "__init__.py") is var source && _map.IsFile(source) ? source
        : _map.IsFile($"{source}i") ? $"{source}i"
        : null;

    public bool IsNamespace(string folder) => _holdsPython.Contains(folder);

    public bool IsFolder(string folder) => _map.IsFolder(folder);

    /// <summary>Follows all of <paramref name="names"/> from a folder. Null if one does not exist.</summary>
    public PythonModule? Walk(string folder, ReadOnlySpan<string> names)
    {
        var reached = new PythonModule(Initializer(folder), folder);
        foreach (var name in names)
        {
            _budget.Spend(20);
            if (reached.Folder is not { } inside)
                return null;
            if (Regular(inside, name) is { } regular)
                reached = regular;
            else if (RepoPath.Under(inside, name) is var path && IsNamespace(path))
                reached = new(null, path);
            else
                return null;
        }
        return reached;
    }
}
