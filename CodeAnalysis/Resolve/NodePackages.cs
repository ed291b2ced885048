namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The npm packages of a repository and the workspaces that contain them.</summary>
internal sealed class NodePackages
{
    private const int BytesOfMember = 64;

    private readonly Dictionary<string, NodePackage> _byFolder = [];
    private readonly Dictionary<string, Dictionary<string, NodePackage>> _workspaces = [];
    private readonly Dictionary<string, NodePackage?> _above = [];
    private readonly Dictionary<string, Dictionary<string, NodePackage>?> _around = [];

    public NodePackages(RepositoryMap map, ResolutionBudget budget)
    {
        foreach (
            var path in map.Named(name => name == "package.json")
                .Where(path => !$"/{path}".Contains("/node_modules/", StringComparison.Ordinal))
        )
            budget.TryRun(ResolutionBudget.Manifests, () =>
            {
                var text = map.Text(path)!;
                budget.Spend(text.Length);
                budget.Keep(6 * text.Length); // an array of numbers is six times its text
                _byFolder[RepoPath.Folder(path)] = new NodePackage(RepoPath.Folder(path), Json.Parse(text));
            });
        foreach (var package in _byFolder.Values)
            if (package.Manifest.Member("workspaces") is { } workspaces)
                budget.TryRun(ResolutionBudget.Manifests, () =>
                    Join(
                        package.Folder,
                        [.. Json.Texts(workspaces), .. Json.Member(workspaces, "packages").Texts()],
                        budget
                    )
                );
        foreach (var path in map.Named(name => name == "pnpm-workspace.yaml"))
            budget.TryRun(ResolutionBudget.Manifests, () =>
                Join(RepoPath.Folder(path), PnpmWorkspace.Packages(map.Text(path)!), budget)
            );
    }

    public NodePackage? In(string folder) => _byFolder.GetValueOrDefault(folder);

    /// <summary>The package that a folder belongs to.</summary>
    public NodePackage? Above(string folder) => Nearest(folder, _byFolder, _above);

    /// <summary>The package of that name in the nearest workspace around a folder.</summary>
    public NodePackage? Named(string name, string folder) =>
        Nearest(folder, _workspaces, _around)?.GetValueOrDefault(name);

    private static T? Nearest<T>(string folder, Dictionary<string, T> byFolder, Dictionary<string, T?> known)
        where T : class
    {
        if (!known.TryGetValue(folder, out var nearest))
            known[folder] = nearest = byFolder.GetValueOrDefault(folder)
                ?? (folder.Length == 0 ? null : Nearest(RepoPath.Folder(folder), byFolder, known));
        return nearest;
    }

    private void Join(string root, IReadOnlyList<string> patterns, ResolutionBudget budget)
    {
        var members = _workspaces.TryGetValue(root, out var known) ? known : _workspaces[root] = [];
        var globs = patterns
            .Select(pattern => (Glob: new Glob(pattern.TrimStart('!')), Excludes: pattern.StartsWith('!')))
            .ToArray();
        budget.Spend(10 * _byFolder.Count);
        foreach (
            var package in _byFolder.Values.Where(package =>
                package.Name is not null && RepoPath.Within(root, package.Folder)
            )
        )
        {
            var relative = package.Folder[(root.Length == 0 ? 0 : Math.Min(root.Length + 1, package.Folder.Length))..];
            var chosen = false;
            foreach (var (glob, excludes) in globs)
            {
                budget.Spend(glob.Cost(relative));
                if (glob.Matches(relative))
                    chosen = !excludes;
            }
            if (chosen && members.TryAdd(package.Name!, package))
                budget.Keep(BytesOfMember);
        }
    }
}
