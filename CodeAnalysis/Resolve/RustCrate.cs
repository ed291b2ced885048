using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The module tree of one crate, grown from its root file.</summary>
internal sealed class RustCrate
{
    private readonly IReadOnlyDictionary<string, SourceFile> _sources;
    private readonly Queue<RustModule> _growing = [];
    private const int BytesOfModule = 400;

    private readonly Dictionary<string, RustModule[]> _modules = [];
    private readonly ResolutionBudget _budget;

    public RustCrate(
        SourceFile root,
        IReadOnlyDictionary<string, SourceFile> sources,
        ResolutionBudget budget,
        bool isRoot = true
    )
    {
        (_sources, _budget) = (sources, budget);
        Root = Add(
            root,
            null,
            isRoot || RepoPath.Name(root.Path) == "mod.rs"
                ? root.Folder
                : RepoPath.Under(root.Folder, RepoPath.Stem(root.Path))
        );
        while (_growing.TryDequeue(out var file))
            Grow(file.File);
    }

    public RustModule Root { get; }

    public IReadOnlyCollection<string> Files => _modules.Keys;

    /// <summary>The modules that a file holds, in the order of its scopes.</summary>
    public RustModule[] In(string file) => _modules[file];

    /// <summary>The file of a module that is declared somewhere, or null.</summary>
    public SourceFile? Declared(RustModule at, ImportFact import) => Find(at, import)?.Source;

    private RustModule Add(SourceFile file, RustModule? parent, string folder)
    {
        var items = file.Facts.Declarations.ToLookup(item => item.Scope, item => item.Name);
        var module = new RustModule(file, 0, parent, folder, [.. items[0]]);
        if (_modules.ContainsKey(file.Path))
            return module;
        var scopes = file.Facts.Scopes;
        _budget.Keep((long)BytesOfModule * scopes.Length + 50 * file.Facts.Declarations.Length);
        var modules = _modules[file.Path] = new RustModule[scopes.Length];
        modules[0] = module;
        for (var i = 1; i < scopes.Length; i++)
        {
            var around = modules[scopes[i].Parent];
            modules[i] = new RustModule(
                file,
                i,
                around,
                RepoPath.Join(around.Folder, scopes[i].Path ?? scopes[i].Name) ?? "",
                [.. items[i]]
            );
            around.Children.TryAdd(scopes[i].Name, modules[i]);
        }
        _growing.Enqueue(module);
        return module;
    }

    private void Grow(SourceFile file)
    {
        foreach (var import in file.Facts.Imports)
        {
            _budget.Spend(20);
            var at = _modules[file.Path][import.Scope];
            if (import.Form == ImportForm.Module && Find(at, import) is var (source, folder))
                at.Children.TryAdd(import.Specifier, Add(source, at, folder));
            else if (import.Alias is { } alias)
                at.Bound.TryAdd(alias, import.Specifier);
        }
    }

    private (SourceFile Source, string Folder)? Find(RustModule at, ImportFact import)
    {
        if (import.Path is { } path)
            return
                RepoPath.Join(at.Scope == 0 ? at.File.Folder : at.Folder, path) is { } named
                && _sources.TryGetValue(named, out var stated)
                ? (stated, stated.Folder)
                : null;
        var folder = RepoPath.Under(at.Folder, import.Specifier);
        return _sources.TryGetValue($"{folder}.rs", out var file) || _sources.TryGetValue($"{folder}/mod.rs", out file)
            ? (file, folder)
            : null;
    }
}
