using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>PHP: types by the namespaces that files declare, includes by path.</summary>
internal sealed class PhpResolver : IResolver
{
    private readonly RepositoryMap _map;
    private readonly Dictionary<string, List<string>> _declared = [];
    private readonly HashSet<string> _namespaces = [];
    private readonly Dictionary<string, SortedSet<string>> _folders = [];
    private readonly ResolutionBudget _budget;

    public PhpResolver(RepositoryMap map, ResolutionBudget budget)
    {
        _budget = budget;
        _map = map;
        foreach (var file in map.Sources.Where(file => file.Language == SourceLanguage.Php))
        {
            var facts = file.Facts;
            foreach (var declaration in facts.Declarations)
            {
                var space = facts.Scopes[declaration.Scope].Name;
                _namespaces.Add(space);
                if (space.Length > 0)
                    (_folders.TryGetValue(space, out var folders) ? folders : _folders[space] = []).Add(
                        file.Folder.Length > 0 ? file.Folder : "."
                    );
                var name = space.Length == 0 ? declaration.Name : $"{space}\\{declaration.Name}";
                (_declared.TryGetValue(name, out var known) ? known : _declared[name] = []).Add(file.Path);
            }
        }
    }

    public void Resolve(SourceFile file, ResolutionBuilder resolution)
    {
        foreach (var import in file.Facts.Imports)
            if (import.Form == ImportForm.Path)
            {
                if (
                    new[] { file.Folder, "" }
                        .Select(folder => RepoPath.Join(folder, import.Specifier))
                        .FirstOrDefault(path => path is not null && _map.IsFile(path)) is
                    { } included
                )
                    resolution.File(included, import.Kind, import.Line);
                else
                    resolution.Unresolved(import.Specifier, import.Line);
            }
            else if (_declared.TryGetValue(import.Specifier, out var files))
            {
                _budget.Spend(30 * files.Count);
                resolution.File(RepoPath.Nearest(files, path => path, file.Path)!, import.Kind, import.Line);
            }
            else if (_folders.TryGetValue(import.Specifier, out var folders)) // a namespace, to begin names with
            {
                _budget.Spend(20 * folders.Count);
                foreach (var folder in folders)
                    resolution.Folder(folder, import.Kind, import.Line);
            }
            else if (
                import.Specifier.LastIndexOf('\\') is > 0 and var last
                && _namespaces.Contains(import.Specifier[..last])
            )
                resolution.Unresolved(import.Specifier, import.Line);
            else if (!_namespaces.Contains(import.Specifier))
                resolution.External(import.Specifier.Split('\\')[0], stdlib: !import.Specifier.Contains('\\'));
    }
}
