using System.Runtime.InteropServices;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The C# projects of a repository, as their project files describe them.</summary>
internal sealed class CSharpProjects
{
    private readonly RepositoryMap _map;
    private readonly Dictionary<string, CSharpProject> _projects = [];
    private readonly Dictionary<string, IReadOnlyList<CSharpProject>> _byFile = [];
    private readonly string[] _sources;

    public CSharpProjects(RepositoryMap map)
    {
        _map = map;
        _sources = [.. map.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))];
        foreach (var path in map.Named(name => name.EndsWith(".csproj", StringComparison.Ordinal)))
            _projects[path] = new CSharpProject(path);
        foreach (var project in _projects.Values)
            Evaluate(project);
        // Files outside all projects form a project of their own.
        var loose = new CSharpProject("");
        loose.Files.UnionWith(_sources.Except(_projects.Values.SelectMany(project => project.Files)));
        foreach (var project in _projects.Values.Append(loose))
        {
            foreach (var file in project.Files)
                Compile(file, project);
        }
    }

    public IReadOnlyList<CSharpProject> Compiling(string file) =>
        _byFile.TryGetValue(file, out var projects) ? projects : [];

    // Nearly every file belongs to one project, so those files share its list.
    private void Compile(string file, CSharpProject project)
    {
        ref var projects = ref CollectionsMarshal.GetValueRefOrAddDefault(_byFile, file, out _);
        if (projects is List<CSharpProject> several)
            several.Add(project);
        else
            projects = projects is null ? project.Alone : new List<CSharpProject>([.. projects, project]);
    }

    private void Evaluate(CSharpProject project)
    {
        var folder = RepoPath.Folder(project.Path);
        var (properties, all) = Read(project.Path);
        var elements = all.Where(element => properties.Holds(element.Element)).ToArray();
        project.Symbols.UnionWith(
            properties["DefineConstants"].Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries)
        );
        var sdk = elements.Any(element => element.Element["Sdk"] is not null || element.Element.Name == "Sdk");
        if (sdk && !IsFalse(properties["EnableDefaultCompileItems"]) && !IsFalse(properties["EnableDefaultItems"]))
            project.Files.UnionWith(
                _sources.Where(file => RepoPath.Within(folder, file) && !IsOutput(file[folder.Length..].TrimStart('/')))
            );
        if (properties["ImplicitUsings"].ToLowerInvariant() is "enable" or "true")
            project.Usings.AddRange(
                ImplicitUsings
                    .ForSdk(
                        elements.Select(element => element.Element["Sdk"]).FirstOrDefault(name => name is not null)
                            ?? ""
                    )
                    .Select(name => new CSharpUsing(name, false, null))
            );
        foreach (var (element, home) in elements)
            switch (element.Name)
            {
                case "Compile":
                    project.Files.UnionWith(Expand(element["Include"]).Except(Expand(element["Exclude"])));
                    project.Files.ExceptWith(Expand(element["Remove"]));
                    break;
                case "ProjectReference" when !IsFalse(element["ReferenceOutputAssembly"]):
                    foreach (var path in Paths(element["Include"], home, folder, properties))
                        if (_projects.TryGetValue(path, out var reference))
                            project.References.Add(reference);
                    break;
                case "Using":
                    project.Usings.AddRange(
                        Names(element["Include"])
                            .Select(name => new CSharpUsing(
                                name,
                                string.Equals(element["Static"], "true", StringComparison.OrdinalIgnoreCase),
                                element["Alias"]
                            ))
                    );
                    project.Usings.RemoveAll(opened => Names(element["Remove"]).Contains(opened.Target));
                    break;

                    IEnumerable<string> Expand(string? patterns) =>
                        Paths(patterns, home, folder, properties)
                            .SelectMany(pattern =>
                                pattern.Contains('*') || pattern.Contains('?')
                                    ? _sources.Where(file => Glob.Matches(pattern, file))
                                : _map.IsFile(pattern) ? [pattern]
                                : []
                            );
            }

        string[] Names(string? list) =>
            properties
                .Expand(list ?? "")
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>
    /// A project's elements, and its properties for .NET 10 where it is built for that, else for the last framework
    /// that it names.
    /// </summary>
    private (MsBuildProperties Properties, (MsBuildElement Element, string Folder)[] Elements) Read(string path)
    {
        var outer = Evaluated(null);
        var frameworks = outer
            .Properties["TargetFrameworks"]
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return outer.Properties["TargetFramework"].Length > 0 || frameworks.Length == 0
            ? outer
            : Evaluated(frameworks.Contains("net10.0") ? "net10.0" : frameworks[^1]);

        (MsBuildProperties Properties, (MsBuildElement Element, string Folder)[] Elements) Evaluated(string? framework)
        {
            var properties = new MsBuildProperties(path, framework);
            return (properties, [.. Elements(path, RepoPath.Folder(path), properties, [])]);
        }
    }

    /// <summary>
    /// The elements of a project with those of the files that it imports, and the folder each was written in. Sets
    /// properties on the way.
    /// </summary>
    private IEnumerable<(MsBuildElement Element, string Folder)> Elements(
        string path,
        string projectFolder,
        MsBuildProperties properties,
        HashSet<string> seen
    )
    {
        if (!seen.Add(path) || _map.Text(path) is not { } text)
            yield break;
        var folder = RepoPath.Folder(path);
        var isProject = seen.Count == 1;
        if (isProject && Above(folder, "Directory.Build.props") is { } props)
            foreach (var element in Elements(props, projectFolder, properties, seen))
                yield return element;
        foreach (var element in MsBuild.Read(text))
        {
            if (element.IsProperty && properties.Holds(element))
                properties.Set(element.Name, element.Text);
            yield return (element, folder);
            if (element.Name == "Import" && properties.Holds(element))
                foreach (var import in Paths(element["Project"], folder, projectFolder, properties))
                {
                    foreach (var imported in Elements(import, projectFolder, properties, seen))
                        yield return imported;
                }
        }
        if (isProject && Above(folder, "Directory.Build.targets") is { } targets)
            foreach (var element in Elements(targets, projectFolder, properties, seen))
                yield return element;
    }

    private string? Above(string folder, string name) =>
        RepoPath.Upward(folder).Select(above => RepoPath.Under(above, name)).FirstOrDefault(_map.IsFile);

    /// <summary>
    /// Paths are relative to the project, whichever file states them; those that ask for more than properties name
    /// nothing.
    /// </summary>
    private static IEnumerable<string> Paths(string? list, string home, string folder, MsBuildProperties properties)
    {
        foreach (
            var item in (list ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var path = item.Replace('\\', '/');
            foreach (
                var (property, value) in new[]
                {
                    ("$(MSBuildThisFileDirectory)", home),
                    ("$(MSBuildProjectDirectory)", folder),
                    ("$(ProjectDir)", folder),
                    ("$(MSBuildProjectDir)", folder),
                }
            )
                if (path.StartsWith(property, StringComparison.OrdinalIgnoreCase))
                    path = $"/{RepoPath.Under(value, path[property.Length..].TrimStart('/'))}";
            path = properties.Expand(path);
            if (
                !path.Contains("$(", StringComparison.Ordinal)
                && (path.StartsWith('/') ? RepoPath.Join("", path) : RepoPath.Join(folder, path)) is { } resolved
            )
                yield return resolved;
        }
    }

    private static bool IsOutput(string path) =>
        path.StartsWith("bin/", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("obj/", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith('.')
        || path.Contains("/.", StringComparison.Ordinal);

    private static bool IsFalse(string? value) => string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
}
