using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Python's imports: relative ones from the file's folder, absolute ones from the roots that a project's layout
/// implies.
/// </summary>
internal sealed class PythonResolver(RepositoryMap map, ResolutionBudget budget) : IResolver
{
    private readonly PythonTree _tree = new(map, budget);
    private readonly Dictionary<string, (string[] Ordinary, string[] Script)> _roots = [];

    public void Resolve(SourceFile file, ResolutionBuilder resolution)
    {
        foreach (var import in file.Facts.Imports)
            if (import.Specifier.StartsWith('.'))
                ResolveRelative(file, import, resolution);
            else
                ResolveAbsolute(file, import, resolution);
    }

    private void ResolveRelative(SourceFile file, ImportFact import, ResolutionBuilder resolution)
    {
        var name = import.Specifier.TrimStart('.');
        var folder = file.Folder;
        for (var up = import.Specifier.Length - name.Length - 1; up > 0; up--)
        {
            if (folder.Length == 0)
            {
                resolution.Unresolved(import.Specifier, import.Line);
                return;
            }
            folder = RepoPath.Folder(folder);
        }
        if (_tree.Walk(folder, Segments(name)) is { } module)
            Report(module, import, resolution);
        else
            resolution.Unresolved(import.Specifier, import.Line);
    }

    private void ResolveAbsolute(SourceFile file, ImportFact import, ResolutionBuilder resolution)
    {
        var names = Segments(import.Specifier);
        if (PythonStdlib.Contains(names[0]))
        {
            resolution.External(names[0], stdlib: true);
            return;
        }
        var roots = Roots(file.Folder);
        if (!Found(roots.Ordinary) && !Found(roots.Script))
            resolution.External(names[0], stdlib: false);

        bool Found(string[] candidates)
        {
            budget.Spend(20 * candidates.Length);
            foreach (var root in candidates)
                if (_tree.Regular(root, names[0]) is { } first && (first.Folder is not null || first.File != file.Path))
                {
                    if (_tree.Walk(root, names) is { } module)
                        Report(module, import, resolution);
                    else
                        resolution.Unresolved(import.Specifier, import.Line);
                    return true;
                }
            foreach (var root in candidates)
                if (
                    _tree.IsNamespace(RepoPath.Under(root, names[0]))
                    && _tree.Walk(root, names) is { } module
                    && (
                        module.File is not null
                        || import.Names.Any(name => _tree.Regular(module.Folder!, name) is not null)
                    )
                )
                {
                    Report(module, import, resolution);
                    return true;
                }
            return false;
        }
    }

    private void Report(PythonModule module, ImportFact import, ResolutionBuilder resolution)
    {
        if (import.Form != ImportForm.From)
        {
            if (module.File is { } whole)
                resolution.File(whole, import.Kind, import.Line);
            else
                resolution.Folder(module.Folder!, import.Kind, import.Line);
            return;
        }
        budget.Spend(20 * import.Names.Length);
        foreach (var name in import.Names)
            if ((module.Folder is { } folder ? _tree.Regular(folder, name)?.File : null) is { } submodule)
                resolution.File(submodule, import.Kind, import.Line);
            else if (module.File is { } file)
                resolution.File(file, import.Kind, import.Line);
            else
                resolution.Unresolved(
                    import.Specifier.EndsWith('.') ? import.Specifier + name : $"{import.Specifier}.{name}",
                    import.Line
                );
    }

    private (string[] Ordinary, string[] Script) Roots(string folder)
    {
        if (_roots.TryGetValue(folder, out var known))
            return known;
        var climbed = RepoPath.Upward(folder).TakeWhile(above => _tree.Initializer(above) is not null).ToArray();
        var first = climbed.Length == 0 ? folder : RepoPath.Folder(climbed[^1]);
        var ordinary = climbed.Contains("")
            ? []
            : RepoPath
                .Upward(first)
                .SelectMany(above =>
                    RepoPath.Under(above, "src") is var source && _tree.IsFolder(source)
                        ? new[] { above, source }
                        : [above]
                )
                .ToArray();
        budget.Keep(ordinary.Concat(climbed).Sum(root => 40 + 2 * root.Length));
        return _roots[folder] = (ordinary, climbed);
    }

    private static string[] Segments(string name) => name.Split('.', StringSplitOptions.RemoveEmptyEntries);
}
