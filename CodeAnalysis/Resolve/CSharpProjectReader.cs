namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Reads the files, references, symbols and global usings of C# projects from their project files.</summary>
internal sealed class CSharpProjectReader(
    RepositoryMap map,
    IReadOnlyDictionary<string, CSharpProject> projects,
    ResolutionBudget budget
)
{
    /// <summary>What a reference or a file in a project costs.</summary>
    private const int BytesOfPair = 64;

    private readonly MsBuildFiles _files = new(map, budget);

    /// <summary>Every C# file, sorted by path.</summary>
    public string[] Sources { get; } = [.. map.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))];

    public void Read(CSharpProject project)
    {
        var folder = RepoPath.Folder(project.Path);
        var (properties, all) = _files.Evaluate(project.Path);
        var items = new List<MsBuildItem>();
        foreach (var item in all)
        {
            properties.Enter(item.File);
            if (properties.Holds(item.Element))
                items.Add(item);
        }
        AddSymbols(project, properties["DefineConstants"]);
        AddSdk(project, properties, items);
        foreach (var (element, file) in items)
        {
            properties.Enter(file);
            switch (element.Name)
            {
                case "Compile":
                    var (included, excluded) = (new HashSet<string>(), new HashSet<string>());
                    Expand(element["Include"], included);
                    Expand(element["Exclude"], excluded);
                    included.ExceptWith(excluded);
                    foreach (var source in included)
                        Add(project, source);
                    excluded.Clear();
                    Expand(element["Remove"], excluded);
                    project.Files.ExceptWith(excluded);
                    break;
                case "ProjectReference" when !IsFalse(element["ReferenceOutputAssembly"]):
                    foreach (var path in MsBuildFiles.Paths(element["Include"], folder, properties))
                        if (projects.TryGetValue(path, out var reference) && project.References.Add(reference))
                            budget.Keep(BytesOfPair);
                    break;
                case "Using":
                    AddUsings(project, element, properties);
                    break;
            }
        }

        void Expand(string? patterns, HashSet<string> into)
        {
            if (patterns is not null)
                foreach (var pattern in MsBuildFiles.Paths(patterns, folder, properties))
                    AddMatches(pattern, into);
        }
    }

    private void AddSymbols(CSharpProject project, string constants)
    {
        foreach (var symbol in constants.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries))
            if (project.Symbols.Add(symbol))
                budget.Keep(BytesOfPair + 2 * symbol.Length);
    }

    /// <summary>What an SDK includes without being asked: the files in the project's folder, and usings.</summary>
    private void AddSdk(CSharpProject project, MsBuildProperties properties, List<MsBuildItem> items)
    {
        var sdk = items.Select(item => item.Element["Sdk"]).FirstOrDefault(name => name is not null);
        if (
            (sdk is not null || items.Exists(item => item.Element.Name == "Sdk"))
            && !IsFalse(properties["EnableDefaultCompileItems"])
            && !IsFalse(properties["EnableDefaultItems"])
        )
        {
            var folder = RepoPath.Folder(project.Path);
            foreach (var file in Within(folder))
                if (!IsOutput(file[folder.Length..].TrimStart('/')))
                    Add(project, file);
        }
        if (properties["ImplicitUsings"].ToLowerInvariant() is "enable" or "true")
            project.Usings.AddRange(
                ImplicitUsings.ForSdk(sdk ?? "").Select(name => new CSharpUsing(name, false, null))
            );
    }

    private void AddUsings(CSharpProject project, MsBuildElement element, MsBuildProperties properties)
    {
        foreach (var name in Names(element["Include"]))
        {
            budget.Keep(BytesOfPair + 2 * name.Length);
            project.Usings.Add(
                new(
                    name,
                    string.Equals(element["Static"], "true", StringComparison.OrdinalIgnoreCase),
                    element["Alias"]
                )
            );
        }
        if (Names(element["Remove"]) is not { Length: > 0 } removed)
            return;
        budget.Spend((long)removed.Length * project.Usings.Count);
        project.Usings.RemoveAll(opened => removed.Contains(opened.Target));

        string[] Names(string? list) =>
            properties
                .Expand(list ?? "")
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private void AddMatches(string pattern, HashSet<string> into)
    {
        if (!pattern.Contains('*') && !pattern.Contains('?'))
        {
            if (map.IsFile(pattern))
                into.Add(pattern);
            return;
        }
        var glob = new Glob(pattern);
        foreach (var file in Within(glob.Folder))
        {
            budget.Spend(glob.Cost(file));
            if (glob.Matches(file))
                into.Add(file);
        }
    }

    private void Add(CSharpProject project, string file)
    {
        budget.Spend(4);
        if (project.Files.Add(file))
            budget.Keep(BytesOfPair);
    }

    /// <summary>The C# files in a folder, which follow each other in the order of paths.</summary>
    private ReadOnlySpan<string> Within(string folder)
    {
        if (folder.Length == 0)
            return Sources;
        var (start, end) = (Find($"{folder}/"), Find($"{folder}0")); // the character after a slash
        return Sources.AsSpan(start, end - start);

        int Find(string path) =>
            Array.BinarySearch(Sources, path, StringComparer.Ordinal) is var at && at < 0 ? ~at : at;
    }

    private static bool IsOutput(string path) =>
        path.StartsWith("bin/", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("obj/", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith('.')
        || path.Contains("/.", StringComparison.Ordinal);

    private static bool IsFalse(string? value) => string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
}
