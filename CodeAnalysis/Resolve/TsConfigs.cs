namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The TypeScript and JavaScript projects of a repository: which one holds for a file.</summary>
internal sealed class TsConfigs(RepositoryMap map, ResolutionBudget budget)
{
    private readonly Dictionary<string, TsConfig?> _read = [];
    private readonly Dictionary<string, TsConfig?> _nearest = [];
    private readonly Dictionary<string, TsConfig[]> _referenced = [];

    public TsConfig? For(string file)
    {
        if (Nearest(RepoPath.Folder(file)) is not { } config)
            return null;
        if (config.References.Count == 0 || config.Includes(file, budget))
            return config;
        var referenced = Referenced(config);
        return referenced.FirstOrDefault(candidate => candidate.Includes(file, budget))
            ?? (
                config.Files is { Count: 0 } && config.Include is null
                    ? referenced.FirstOrDefault(candidate => candidate.Aliases)
                    : null
            )
            ?? config;
    }

    private TsConfig? Nearest(string folder)
    {
        var unknown = new Stack<string>();
        TsConfig? config = null;
        foreach (var above in RepoPath.Upward(folder))
        {
            if (_nearest.TryGetValue(above, out config))
                break;
            unknown.Push(above);
            config = Read(RepoPath.Under(above, "tsconfig.json")) ?? Read(RepoPath.Under(above, "jsconfig.json"));
            if (config is not null)
                break;
        }
        while (unknown.TryPop(out var below))
            _nearest[below] = config;
        return config;
    }

    private TsConfig[] Referenced(TsConfig config)
    {
        if (_referenced.TryGetValue(config.Path, out var known))
            return known;
        budget.Keep(8 * config.References.Count);
        return _referenced[config.Path] = [.. config.References.Select(Find).OfType<TsConfig>()];

        TsConfig? Find(string reference) =>
            RepoPath.Join(RepoPath.Folder(config.Path), reference) is { } path
                ? Read(path) ?? Read(RepoPath.Under(path, "tsconfig.json"))
                : null;
    }

    /// <summary>
    /// A config with all that it extends. A chain may be as long as there are files, so what is being read is on a
    /// stack of its own. One that is reached while it is being read extends nothing there.
    /// </summary>
    private TsConfig? Read(string path)
    {
        if (_read.TryGetValue(path, out var known))
            return known;
        if (Begin(path) is not { } first)
            return null;
        var (open, reading) = (new Stack<Reading>([first]), new HashSet<string> { path });
        while (true)
        {
            var top = open.Peek();
            if (top.Next < top.Extended.Length)
            {
                var next = top.Extended[top.Next++];
                budget.Spend(20);
                if (_read.TryGetValue(next, out known))
                    top.Take(known);
                else if (reading.Add(next) && Begin(next) is { } extended)
                    open.Push(extended);
                continue;
            }
            open.Pop();
            _read[top.Config.Path] = top.Config;
            if (open.Count == 0)
                return top.Config;
            open.Peek().Take(top.Config);
        }
    }

    private Reading? Begin(string path)
    {
        if (map.Text(path) is not { } text)
            return null;
        budget.Spend(text.Length);
        budget.Keep(text.Length);
        if (Json.Parse(text) is not { } json)
            return null;
        var extends = Json.Member(json, "extends");
        // Of several the last wins.
        string[] names = extends.Text() is { } one ? [one] : [.. extends.Texts().Reverse()];
        return new(TsConfig.Read(path, json), [.. names.Select(name => Extended(path, name)).OfType<string>()]);
    }

    private string? Extended(string path, string name) =>
        name.StartsWith('.') && RepoPath.Join(RepoPath.Folder(path), name) is { } target
            ? new[] { target, $"{target}.json", RepoPath.Under(target, "tsconfig.json") }.FirstOrDefault(candidate =>
                map.Text(candidate) is not null
            )
            : null;

    private sealed class Reading(TsConfig config, string[] extended)
    {
        public TsConfig Config { get; private set; } = config;
        public string[] Extended => extended;
        public int Next { get; set; }

        public void Take(TsConfig? other) => Config = other is null ? Config : Config.Over(other);
    }
}
