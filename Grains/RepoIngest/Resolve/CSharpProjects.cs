namespace YudaiV3.RepoIngest.Resolve;

/// <summary>The C# projects of a repository, as their project files describe them.</summary>
internal sealed class CSharpProjects
{
    private readonly RepositoryMap _map;
    private readonly Dictionary<string, CSharpProject> _projects = [];
    private readonly Dictionary<string, List<CSharpProject>> _byFile = [];
    private readonly string[] _sources;

    public CSharpProjects(RepositoryMap map)
    {
        _map = map;
        _sources = [.. map.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))];
        foreach (var path in map.Named(name => name.EndsWith(".csproj", StringComparison.Ordinal)))
            _projects[path] = new CSharpProject(path);
        foreach (var project in _projects.Values)
            Evaluate(project);
        // What no project compiles is taken together.
        var loose = new CSharpProject("");
        loose.Files.UnionWith(_sources.Except(_projects.Values.SelectMany(project => project.Files)));
        foreach (var project in _projects.Values.Append(loose))
            foreach (var file in project.Files)
                (_byFile.TryGetValue(file, out var known) ? known : _byFile[file] = []).Add(project);
    }

    public IReadOnlyList<CSharpProject> Compiling(string file) => _byFile.TryGetValue(file, out var projects) ? projects : [];

    private void Evaluate(CSharpProject project)
    {
        var folder = RepoPath.Folder(project.Path);
        var elements = Elements(project.Path, folder, []).ToArray();
        string? Property(string name) => elements.LastOrDefault(element => element.Element.Name == name && element.Element.Text.Length > 0).Element?.Text;
        var sdk = elements.Any(element => element.Element["Sdk"] is not null || element.Element.Name == "Sdk");
        if (sdk && !IsFalse(Property("EnableDefaultCompileItems")) && !IsFalse(Property("EnableDefaultItems")))
            project.Files.UnionWith(_sources.Where(file => RepoPath.Within(folder, file) && !IsOutput(file[folder.Length..].TrimStart('/'))));
        if (Property("ImplicitUsings") is "enable" or "true")
            project.Usings.AddRange(ImplicitUsings.Of(elements.Select(element => element.Element["Sdk"]).FirstOrDefault(name => name is not null) ?? "").Select(name => new CSharpUsing(name, false, null)));
        foreach (var (element, home) in elements)
            switch (element.Name)
            {
                case "Compile":
                    project.Files.UnionWith(Expand(element["Include"], home, folder).Except(Expand(element["Exclude"], home, folder)));
                    project.Files.ExceptWith(Expand(element["Remove"], home, folder));
                    break;
                case "ProjectReference" when !IsFalse(element["ReferenceOutputAssembly"]):
                    foreach (var path in Paths(element["Include"], home, folder))
                        if (_projects.TryGetValue(path, out var reference))
                            project.References.Add(reference);
                    break;
                case "Using" when element["Include"] is { } opened:
                    project.Usings.AddRange(opened.Split(';').Select(name => new CSharpUsing(name.Trim(), string.Equals(element["Static"], "true", StringComparison.OrdinalIgnoreCase), element["Alias"])));
                    break;
            }
    }

    /// <summary>The elements of a project with those of the files that it imports, and the folder each was written in.</summary>
    private IEnumerable<(MsBuildElement Element, string Folder)> Elements(string path, string projectFolder, HashSet<string> seen)
    {
        if (!seen.Add(path) || _map.Text(path) is not { } text)
            yield break;
        var folder = RepoPath.Folder(path);
        var isProject = seen.Count == 1;
        if (isProject && Above(folder, "Directory.Build.props") is { } props)
            foreach (var element in Elements(props, projectFolder, seen))
                yield return element;
        foreach (var element in MsBuild.Read(text))
        {
            yield return (element, folder);
            if (element.Name == "Import")
                foreach (var import in Paths(element["Project"], folder, projectFolder))
                    foreach (var imported in Elements(import, projectFolder, seen))
                        yield return imported;
        }
        if (isProject && Above(folder, "Directory.Build.targets") is { } targets)
            foreach (var element in Elements(targets, projectFolder, seen))
                yield return element;
    }

    private string? Above(string folder, string name) => RepoPath.Upward(folder).Select(above => RepoPath.Under(above, name)).FirstOrDefault(_map.IsFile);

    private IEnumerable<string> Expand(string? patterns, string home, string folder) =>
        Paths(patterns, home, folder).SelectMany(pattern => pattern.Contains('*') || pattern.Contains('?') ? _sources.Where(file => Glob.Matches(pattern, file)) : _map.IsFile(pattern) ? [pattern] : []);

    /// <summary>Paths are relative to the project, whichever file states them; those with properties that are not known here name nothing.</summary>
    private static IEnumerable<string> Paths(string? list, string home, string folder)
    {
        foreach (var item in (list ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var path = item.Replace('\\', '/');
            foreach (var (property, value) in new[] { ("$(MSBuildThisFileDirectory)", home), ("$(MSBuildProjectDirectory)", folder), ("$(ProjectDir)", folder), ("$(MSBuildProjectDir)", folder) })
                if (path.StartsWith(property, StringComparison.OrdinalIgnoreCase))
                    path = $"/{RepoPath.Under(value, path[property.Length..].TrimStart('/'))}";
            if (!path.Contains("$(", StringComparison.Ordinal) && (path.StartsWith('/') ? RepoPath.Join("", path) : RepoPath.Join(folder, path)) is { } resolved)
                yield return resolved;
        }
    }

    private static bool IsOutput(string path) =>
        path.StartsWith("bin/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("obj/", StringComparison.OrdinalIgnoreCase) || path.StartsWith('.') || path.Contains("/.", StringComparison.Ordinal);

    private static bool IsFalse(string? value) => string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
}
