using System.Text.Json;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The TypeScript and JavaScript projects of a repository: which one holds for a file.</summary>
internal sealed class TsConfigs(RepositoryMap map)
{
    private readonly Dictionary<string, TsConfig?> _read = [];
    private readonly Dictionary<string, TsConfig?> _nearest = [];

    public TsConfig? For(string file)
    {
        if (Nearest(RepoPath.Folder(file)) is not { } config)
            return null;
        if (config.References.Count == 0 || config.Includes(file))
            return config;
        var referenced = config
            .References.Select(reference => Referenced(config, reference))
            .OfType<TsConfig>()
            .ToArray();
        return referenced.FirstOrDefault(candidate => candidate.Includes(file))
            ?? (
                config.Files is { Count: 0 } && config.Include is null
                    ? referenced.FirstOrDefault(candidate => candidate.Aliases)
                    : null
            )
            ?? config;
    }

    private TsConfig? Nearest(string folder)
    {
        if (_nearest.TryGetValue(folder, out var known))
            return known;
        var config = Read(RepoPath.Under(folder, "tsconfig.json"), [])
            ?? Read(RepoPath.Under(folder, "jsconfig.json"), []);
        return _nearest[folder] = config ?? (folder.Length == 0 ? null : Nearest(RepoPath.Folder(folder)));
    }

    private TsConfig? Referenced(TsConfig from, string reference) =>
        RepoPath.Join(RepoPath.Folder(from.Path), reference) is { } path
            ? Read(path, []) ?? Read(RepoPath.Under(path, "tsconfig.json"), [])
            : null;

    private TsConfig? Read(string path, HashSet<string> extending)
    {
        if (_read.TryGetValue(path, out var known))
            return known;
        if (map.Text(path) is not { } text || Json.Parse(text) is not { } json || !extending.Add(path))
            return null;
        var config = TsConfig.Read(path, json);
        var extends = Json.Member(json, "extends");
        // Of several the last wins.
        foreach (var name in (extends.Text() is { } one ? [one] : extends.Texts()).Reverse())
            if (Extended(path, name, extending) is { } extended)
                config = config.Over(extended);
        return _read[path] = config;
    }

    private TsConfig? Extended(string path, string name, HashSet<string> extending) =>
        name.StartsWith('.') && RepoPath.Join(RepoPath.Folder(path), name) is { } target
            ? Read(target, extending)
                ?? Read($"{target}.json", extending)
                ?? Read(RepoPath.Under(target, "tsconfig.json"), extending)
            : null;
}
