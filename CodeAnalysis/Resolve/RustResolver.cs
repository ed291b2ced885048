using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Rust's modules and paths: Cargo's crates, each with its module tree; a path leads to the deepest module that it
/// reaches.
/// </summary>
internal sealed class RustResolver : IResolver
{
    private const int MaxChain = 16; // of names that stand for names
    private readonly Dictionary<string, List<RustCrate>> _crates = []; // by file
    private readonly Dictionary<string, List<RustModule>> _libraries = [];
    private readonly ResolutionBudget _budget;

    public RustResolver(RepositoryMap map, ResolutionBudget budget)
    {
        _budget = budget;
        var sources = map.Sources.Where(file => file.Language == SourceLanguage.Rust).ToDictionary(file => file.Path);
        var targets = new List<CargoTarget>();
        foreach (var manifest in map.Named(name => name == "Cargo.toml"))
            budget.TryRun(ResolutionBudget.Manifests, () => targets.AddRange(CargoTargets.Read(map, manifest, budget)));
        foreach (var target in targets.DistinctBy(target => target.Root))
            if (
                sources.TryGetValue(target.Root, out var root)
                && Add(root, isRoot: true) is { } crate
                && target.Library is { } name
            )
                (_libraries.TryGetValue(name, out var known) ? known : _libraries[name] = []).Add(crate.Root);
        // A file that no crate reaches: what it says of modules beside it still holds.
        foreach (var file in sources.Values.Where(file => !_crates.ContainsKey(file.Path)).ToArray())
            if (!_crates.ContainsKey(file.Path))
                Add(file, isRoot: RepoPath.Name(file.Path) is "lib.rs" or "main.rs");

        RustCrate? Add(SourceFile root, bool isRoot)
        {
            RustCrate? crate = null;
            budget.TryRun(ResolutionBudget.TooMuchWork, () => crate = new RustCrate(root, sources, budget, isRoot));
            foreach (var path in crate?.Files ?? [])
                (_crates.TryGetValue(path, out var known) ? known : _crates[path] = []).Add(crate!);
            return crate;
        }
    }

    public void Resolve(SourceFile file, ResolutionBuilder resolution)
    {
        foreach (var crate in _crates.GetValueOrDefault(file.Path) ?? [])
        {
            foreach (var import in file.Facts.Imports)
            {
                _budget.Spend(20 + import.Specifier.Length);
                var module = crate.In(file.Path)[import.Scope];
                if (import.Form != ImportForm.Module)
                    Follow(module, import, import.Specifier, resolution, 0);
                else if (crate.Declared(module, import) is { } declared)
                    resolution.File(declared.Path, import.Kind, import.Line);
                else
                    resolution.Unresolved($"mod {import.Specifier}", import.Line);
            }
        }
    }

    private void Follow(RustModule from, ImportFact import, string path, ResolutionBuilder resolution, int chain)
    {
        var names = path.Split("::", StringSplitOptions.RemoveEmptyEntries);
        var at = from;
        var next = 1;
        if (path.StartsWith("::", StringComparison.Ordinal))
        {
            FollowCrate(from, import, names, resolution);
            return;
        }
        switch (names[0])
        {
            case "crate" or "$crate":
                at = from.Root;
                break;
            case "self":
                break;
            case "super" when from.Parent is { } parent:
                at = parent;
                break;
            case var name when from.Children.TryGetValue(name, out var child):
                at = child;
                break;
            case var name when from.Items.Contains(name):
                return;
            case var name
                when chain < MaxChain
                    && from.Bound.TryGetValue(name, out var bound)
                    && bound != path
                    && bound.Split("::")[0] != name:
                Follow(from, import, string.Join("::", [bound, .. names[1..]]), resolution, chain + 1);
                return;
            default:
                FollowCrate(from, import, names, resolution);
                return;
        }
        for (; next < names.Length && names[next] is "super" && at.Parent is { } above; next++)
            at = above;
        Reach(at, names.AsSpan(next), import, resolution);
    }

    private void FollowCrate(RustModule from, ImportFact import, string[] names, ResolutionBuilder resolution)
    {
        if (names[0] is "std" or "core" or "alloc" or "proc_macro" or "test")
            resolution.External(names[0], stdlib: true);
        else if (_libraries.TryGetValue(names[0], out var roots))
        {
            _budget.Spend(30 * roots.Count);
            Reach(
                RepoPath.Nearest(roots, root => root.File.Path, from.File.Path)!,
                names.AsSpan(1),
                import,
                resolution
            );
        }
        else if (!char.IsUpper(names[0][0]))
            resolution.External(names[0], stdlib: false);
    }

    private static void Reach(
        RustModule module,
        ReadOnlySpan<string> names,
        ImportFact import,
        ResolutionBuilder resolution
    )
    {
        foreach (var name in names)
        {
            if (!module.Children.TryGetValue(name, out var child))
                break;
            module = child;
        }
        resolution.File(module.File.Path, import.Kind, import.Line);
    }
}
