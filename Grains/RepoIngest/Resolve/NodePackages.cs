namespace YudaiV3.RepoIngest.Resolve;

/// <summary>The npm packages of a repository and the workspaces that join them.</summary>
internal sealed class NodePackages
{
    private readonly Dictionary<string, NodePackage> _byFolder = [];
    private readonly Dictionary<string, Dictionary<string, NodePackage>> _workspaces = [];

    public NodePackages(RepositoryMap map)
    {
        foreach (var path in map.Named(name => name == "package.json").Where(path => !$"/{path}".Contains("/node_modules/", StringComparison.Ordinal)))
            _byFolder[RepoPath.Folder(path)] = new NodePackage(RepoPath.Folder(path), Json.Parse(map.Text(path)));
        foreach (var package in _byFolder.Values)
            if (package.Manifest.Member("workspaces") is { } workspaces)
                Join(package.Folder, [.. Json.Texts(workspaces), .. Json.Member(workspaces, "packages").Texts()]);
        foreach (var path in map.Named(name => name == "pnpm-workspace.yaml"))
            Join(RepoPath.Folder(path), PnpmWorkspace.Packages(map.Text(path) ?? ""));
    }

    public NodePackage? In(string folder) => _byFolder.GetValueOrDefault(folder);

    /// <summary>The package that a folder belongs to.</summary>
    public NodePackage? Above(string folder) => RepoPath.Upward(folder).Select(In).FirstOrDefault(package => package is not null);

    /// <summary>The package of that name in the nearest workspace around a folder.</summary>
    public NodePackage? Named(string name, string folder) =>
        RepoPath.Upward(folder).Select(root => _workspaces.GetValueOrDefault(root)).FirstOrDefault(workspace => workspace is not null)?.GetValueOrDefault(name);

    private void Join(string root, IReadOnlyList<string> patterns)
    {
        var members = _workspaces.TryGetValue(root, out var known) ? known : _workspaces[root] = [];
        foreach (var package in _byFolder.Values.Where(package => package.Name is not null && RepoPath.Within(root, package.Folder)))
        {
            var relative = package.Folder[(root.Length == 0 ? 0 : Math.Min(root.Length + 1, package.Folder.Length))..];
            var chosen = false;
            foreach (var pattern in patterns)
                if (Glob.Matches(pattern.TrimStart('!'), relative))
                    chosen = !pattern.StartsWith('!');
            if (chosen)
                members.TryAdd(package.Name!, package);
        }
    }
}
