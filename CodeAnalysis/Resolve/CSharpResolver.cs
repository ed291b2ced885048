using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// C#: names bound to the types of the same project and of those that it refers to, and the namespaces of using
/// directives.
/// </summary>
internal sealed class CSharpResolver : IResolver
{
    private readonly CSharpProjects _projects;
    private readonly CSharpTypes _types = new();
    private readonly Dictionary<CSharpProject, CSharpUsing[]> _global = [];
    private readonly HashSet<string> _opened = [];
    private readonly Dictionary<string, SourceFile> _sources;
    private readonly SortedDictionary<string, CSharpUsing[]> _globalInFile = new(StringComparer.Ordinal);
    private readonly ResolutionBudget _budget;

    public CSharpResolver(RepositoryMap map, ResolutionBudget budget)
    {
        _budget = budget;
        _sources = map.Sources.Where(file => file.Language == SourceLanguage.CSharp).ToDictionary(file => file.Path);
        _projects = new CSharpProjects(map, budget);
        foreach (var file in _sources.Values.ToArray())
        {
            // What a file declares, it declares as the nearest project sees it.
            if (
                file.Facts.Conditional is not null
                && _projects
                    .Compiling(file.Path)
                    .OrderByDescending(project => RepoPath.Within(RepoPath.Folder(project.Path), file.Path))
                    .ThenByDescending(project => project.Path.Length)
                    .FirstOrDefault()
                    is { } nearest
            )
                _sources[file.Path] = Seen(file, nearest.Symbols);
            var facts = _sources[file.Path].Facts;
            _types.Add(file.Path, facts);
            if (facts.Imports.Any(IsGlobal))
                _globalInFile[file.Path] = [.. facts.Imports.Where(IsGlobal).Select(CSharpBinder.Using)];
            _opened.UnionWith(
                facts
                    .Imports.Where(import =>
                        import.Alias is null && import.Form is ImportForm.Plain or ImportForm.Global
                    )
                    .Select(import => import.Specifier)
            );
        }
    }

    public void Resolve(SourceFile file, ResolutionBuilder resolution)
    {
        foreach (var project in _projects.Compiling(file.Path))
        {
            var seen = Seen(file, project.Symbols);
            if (!ReferenceEquals(seen, file))
                _budget.Spend(100 * (file.Facts.Conditional?.Packed.Length ?? 0)); // is unpacked and scanned again
            var facts = seen.Facts;
            _budget.Spend(20 * (facts.Imports.Length + facts.Scopes.Length + facts.Uses.Length));
            var scopes = CSharpTypes.Names(facts);
            foreach (var import in facts.Imports)
                if (Opened(import, scopes) is { Length: > 0 } opened && !_types.IsNamespace(opened))
                    resolution.External(opened, stdlib: false);
            var binder = new CSharpBinder(_types, _projects, project, seen, Global(project), _budget);
            foreach (var use in facts.Uses)
            {
                foreach (var type in binder.Bind(use))
                {
                    foreach (var part in binder.Parts(type))
                        resolution.File(part, EdgeKind.Import, use.Line);
                }
            }
        }
    }

    /// <summary>
    /// The namespace that a directive opens or takes a type from. An alias stands for a type, unless the name is opened
    /// as a namespace somewhere.
    /// </summary>
    private string Opened(ImportFact import, string[] scopes)
    {
        var name = _types.Absolute(import.Specifier, scopes[import.Scope]);
        if (
            import.Form is ImportForm.Plain or ImportForm.Global
            && (import.Alias is null || _types.IsNamespace(name) || _opened.Contains(name))
        )
            return name;
        do name = CSharpTypes.Outer(name);
        while (_types.IsType(name));
        return name;
    }

    /// <summary>A file as a project with these symbols compiles it.</summary>
    private SourceFile Seen(SourceFile file, HashSet<string> symbols)
    {
        if (symbols.Count == 0 || file.Facts.Conditional is not { } text)
            return file;
        var known = new WeakReference<FileFacts?>(null);
        return file with { Read = Read };

        // Read again where it has been forgotten.
        FileFacts Read()
        {
            if (!known.TryGetTarget(out var facts))
                known.SetTarget(facts = text.Scan(symbols));
            return facts;
        }
    }

    private CSharpUsing[] Global(CSharpProject project)
    {
        if (_global.TryGetValue(project, out var known))
            return known;
        _budget.Spend(4 * _globalInFile.Count);
        var usings = project.Usings.ToList();
        foreach (var (file, opened) in _globalInFile)
            if (project.Files.Contains(file))
            {
                _budget.Keep(8 * opened.Length);
                usings.AddRange(opened);
            }
        return _global[project] = [.. usings];
    }

    private static bool IsGlobal(ImportFact import) => import.Form is ImportForm.Global or ImportForm.GlobalStatic;
}
