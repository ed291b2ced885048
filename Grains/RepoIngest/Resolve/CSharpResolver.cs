using YudaiV3.RepoIngest.Scan;

namespace YudaiV3.RepoIngest.Resolve;

/// <summary>C#: names bound to the types of the same project and of those that it refers to, and the namespaces of using directives.</summary>
internal sealed class CSharpResolver : IResolver
{
    private readonly CSharpProjects _projects;
    private readonly CSharpTypes _types;
    private readonly Dictionary<CSharpProject, CSharpUsing[]> _global = [];
    private readonly Dictionary<string, SourceFile> _sources;

    public CSharpResolver(RepositoryMap map)
    {
        _sources = map.Sources.Where(file => file.Language == SourceLanguage.CSharp).ToDictionary(file => file.Path);
        _projects = new CSharpProjects(map);
        _types = new CSharpTypes(_sources.Values);
    }

    public void Resolve(SourceFile file, Findings findings)
    {
        foreach (var import in file.Facts.Imports)
            if (Opened(import) is { Length: > 0 } opened && !_types.IsNamespace(opened) && !(import.Alias is not null && _types.IsNamespace(import.Specifier)))
                findings.External(opened, stdlib: false);
        foreach (var project in _projects.Compiling(file.Path))
        {
            var binder = new CSharpBinder(_types, _projects, project, file, Global(project));
            foreach (var use in file.Facts.Uses)
                foreach (var type in binder.Bind(use))
                    foreach (var part in binder.Parts(type))
                        findings.File(part, EdgeKind.Import, use.Line);
        }
    }

    /// <summary>The namespace that a directive opens or takes a type from.</summary>
    private static string Opened(ImportFact import) => import.Alias is null && import.Form is ImportForm.Plain or ImportForm.Global ? import.Specifier : CSharpTypes.Outer(import.Specifier);

    private CSharpUsing[] Global(CSharpProject project) => _global.TryGetValue(project, out var known) ? known : _global[project] =
    [
        .. project.Usings,
        .. project.Files.Where(_sources.ContainsKey).Order(StringComparer.Ordinal).SelectMany(file => _sources[file].Facts.Imports)
            .Where(import => import.Form is ImportForm.Global or ImportForm.GlobalStatic).Select(CSharpBinder.Using),
    ];
}
