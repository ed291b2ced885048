namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>An element of a project, and the file that it is written in.</summary>
internal readonly record struct MsBuildItem(MsBuildElement Element, string File);

/// <summary>The project files of a repository with what they import. A file that many import is parsed once.</summary>
internal sealed class MsBuildFiles(RepositoryMap map, ResolutionBudget budget)
{
    /// <summary>Of all files that are kept parsed, and of one project with its imports.</summary>
    private const int MaxKeptElements = 50_000,
        MaxElements = 200_000;

    private readonly Dictionary<string, IReadOnlyList<MsBuildElement>> _parsed = [];
    private int _kept;

    /// <summary>
    /// A project's elements, and its properties for .NET 10 where it is built for that, else for the last framework
    /// that it names.
    /// </summary>
    public (MsBuildProperties Properties, List<MsBuildItem> Items) Evaluate(string project)
    {
        var outer = Evaluate(project, null);
        var frameworks = outer
            .Properties["TargetFrameworks"]
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return outer.Properties["TargetFramework"].Length > 0 || frameworks.Length == 0
            ? outer
            : Evaluate(project, frameworks.Contains("net10.0") ? "net10.0" : frameworks[^1]);
    }

    /// <summary>
    /// Paths are relative to the project, whichever file states them, but those of imports to the file that imports.
    /// Those that ask for more than properties name nothing.
    /// </summary>
    public static IEnumerable<string> Paths(string? list, string folder, MsBuildProperties properties)
    {
        foreach (
            var item in properties
                .Expand(list ?? "")
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            properties.Spend(50 + item.Length);
            var path = item.Replace('\\', '/');
            if (
                !path.Contains("$(", StringComparison.Ordinal)
                && RepoPath.Join(path.StartsWith('/') ? "" : folder, path) is { } resolved
            )
                yield return resolved;
        }
    }

    /// <summary>
    /// Sets properties in the order of the files. The imports of a file may lead as deep as there are files, so the
    /// open ones are on a stack of their own.
    /// </summary>
    private (MsBuildProperties Properties, List<MsBuildItem> Items) Evaluate(string project, string? framework)
    {
        var (folder, properties) = (
            RepoPath.Folder(project),
            new MsBuildProperties(project, framework, budget, map.IsFile)
        );
        var (items, seen, open) = (new List<MsBuildItem>(), new HashSet<string>(), new Stack<OpenFile>());
        foreach (
            var path in (string?[])
                [Above(folder, "Directory.Build.targets"), project, Above(folder, "Directory.Build.props")]
        )
            if (path is not null)
                open.Push(new(path));
        while (open.TryPeek(out var file))
        {
            file.Elements ??= seen.Add(file.Path) ? Parse(file.Path) : [];
            if (file.Next == file.Elements.Count)
            {
                open.Pop();
                continue;
            }
            var element = file.Elements[file.Next++];
            budget.Spend(1);
            if (items.Count == MaxElements)
                throw new ResolutionBudgetException();
            items.Add(new(element, file.Path));
            properties.Enter(file.Path);
            if (element.IsProperty)
            {
                if (properties.Holds(element))
                    properties.Set(element.Name, element.Text);
            }
            else if (element.Name == "Import" && properties.Holds(element))
                foreach (var import in Paths(element["Project"], RepoPath.Folder(file.Path), properties).Reverse())
                    if (!seen.Contains(import))
                        open.Push(new(import));
        }
        return (properties, items);
    }

    private IReadOnlyList<MsBuildElement> Parse(string path)
    {
        if (_parsed.TryGetValue(path, out var known))
            return known;
        if (map.Text(path) is not { } text)
            return [];
        budget.Spend(2 * text.Length);
        var elements = MsBuild.Read(text);
        if (_kept + elements.Count > MaxKeptElements)
            return elements;
        _kept += elements.Count;
        return _parsed[path] = elements;
    }

    private string? Above(string folder, string name) =>
        RepoPath.Upward(folder).Select(above => RepoPath.Under(above, name)).FirstOrDefault(map.IsFile);

    private sealed class OpenFile(string path)
    {
        public string Path => path;
        public IReadOnlyList<MsBuildElement>? Elements { get; set; }
        public int Next { get; set; }
    }
}
