using System.Buffers;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// JavaScript, TypeScript and single-file components: relative paths, <c>tsconfig</c> aliases, <c>imports</c>, self
/// references, workspaces, then packages.
/// </summary>
internal sealed class JavaScriptResolver : IResolver
{
    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-"
    );
    private readonly NodePackages _packages;
    private readonly TsConfigs _configs;
    private readonly ModuleSearch _search;
    private readonly ResolutionBudget _budget;

    public JavaScriptResolver(RepositoryMap map, ResolutionBudget budget)
    {
        _budget = budget;
        _packages = new NodePackages(map, budget);
        _configs = new TsConfigs(map, budget);
        _search = new ModuleSearch(map, _packages);
    }

    public void Resolve(SourceFile file, ResolutionBuilder resolution)
    {
        var config = _configs.For(file.Path);
        foreach (var import in file.Facts.Imports)
            if (Cut(import.Specifier) is { Length: > 0 } specifier)
            {
                _budget.Spend(100);
                Resolve(file, config, import, specifier, resolution);
            }
    }

    private void Resolve(
        SourceFile file,
        TsConfig? config,
        ImportFact import,
        string specifier,
        ResolutionBuilder resolution
    )
    {
        if (specifier.Contains('!') || specifier.StartsWith('/'))
            resolution.Unresolved(specifier, import.Line);
        else if (Scheme(specifier) is { } scheme)
            resolution.External(
                scheme is "node" ? specifier["node:".Length..].Split('/')[0] : specifier,
                stdlib: scheme is "node"
            );
        else if (
            import.Form == ImportForm.Path
            || specifier is "." or ".."
            || specifier.StartsWith("./", StringComparison.Ordinal)
            || specifier.StartsWith("../", StringComparison.Ordinal)
        )
            Found(
                Relative(file, specifier),
                specifier.StartsWith('.') ? specifier : $"./{specifier}",
                import,
                resolution
            );
        else if (Alias(config, specifier, out var aliased) is { } target)
            resolution.File(target, import.Kind, import.Line);
        else if (specifier.StartsWith('#'))
            Found(Private(file, specifier, Conditions(import)), specifier, import, resolution);
        else
            Package(file, import, specifier, aliased && specifier[..2] is "@/" or "~/", resolution);
    }

    private string? Relative(SourceFile file, string specifier)
    {
        var exact = file.Language is not (SourceLanguage.TypeScript or SourceLanguage.Tsx);
        var folderOnly = specifier.EndsWith('/') || RepoPath.Name(specifier) is "." or "..";
        return RepoPath.Join(file.Folder, specifier) is { } path ? _search.Find(path, exact, folderOnly) : null;
    }

    private string? Alias(TsConfig? config, string specifier, out bool matched)
    {
        matched = false;
        if (config is not { Aliases: true })
            return null;
        _budget.Spend(2 * config.Paths.Count);
        (string[]? Substitutions, (string? Star, int Length)? Match) best = default;
        foreach (var (pattern, substitutions) in config.Paths)
            if (
                NodePattern.Match(pattern, specifier) is { } match
                && (best.Match is null || match.Length > best.Match.Value.Length)
            )
                best = (substitutions, match);
        matched = best.Match is not null;
        _budget.Spend(50 * (best.Substitutions?.Length ?? 0));
        foreach (var substitution in best.Substitutions ?? [])
            if (
                (best.Match?.Star is { } star ? NodePattern.Fill(substitution, star) : substitution) is { } filled
                && RepoPath.Join(config.BaseUrl ?? config.PathsFolder, filled) is { } path
                && _search.Find(path, exact: true) is { } found
            )
                return found;
        return config.BaseUrl is { } root && RepoPath.Join(root, specifier) is { } direct
            ? _search.Find(direct, exact: true)
            : null;
    }

    private string? Private(SourceFile file, string specifier, string[] conditions) =>
        _packages.Above(file.Folder) is { } package
            ? First(package, package.Import(specifier, conditions, _budget))
            : null;

    private void Package(
        SourceFile file,
        ImportFact import,
        string specifier,
        bool aliased,
        ResolutionBuilder resolution
    )
    {
        var segments = specifier.Split('/');
        var name = segments[0].StartsWith('@') && segments.Length > 1 ? $"{segments[0]}/{segments[1]}" : segments[0];
        var subpath = $".{specifier[name.Length..].TrimEnd('/')}";
        var conditions = Conditions(import);
        if (
            _packages.Above(file.Folder) is { } own
            && own.Name == name
            && Exported(own, subpath, conditions) is { } self
        )
            resolution.File(self, import.Kind, import.Line);
        else if (_packages.Named(name, file.Folder) is { } member)
        {
            if ((member.HasExports ? Exported(member, subpath, conditions) : Entry(member, subpath)) is { } entry)
                resolution.File(entry, import.Kind, import.Line);
            else
                resolution.Folder(member.Folder, import.Kind, import.Line);
        }
        else if (aliased)
            resolution.Unresolved(specifier, import.Line);
        else
            resolution.External(name, NodeBuiltins.Contains(name));
    }

    private string? Exported(NodePackage package, string subpath, string[] conditions) =>
        First(package, package.Export(subpath, conditions, _budget))
        ?? First(package, package.Export(subpath, [.. conditions, "types"], _budget));

    private string? Entry(NodePackage package, string subpath)
    {
        if (subpath != ".")
            return RepoPath.Join(package.Folder, subpath) is { } path ? _search.Find(path, exact: true) : null;
        return First(package, package.MainThenTypes) ?? _search.Find(package.Folder, exact: true, folderOnly: true);
    }

    private string? First(NodePackage package, IEnumerable<string> targets) =>
        targets
            .Select(target =>
                RepoPath.Join(package.Folder, target) is { } path ? _search.Find(path, exact: true) : null
            )
            .FirstOrDefault(found => found is not null);

    private static string[] Conditions(ImportFact import) =>
        [import.Form == ImportForm.Require ? "require" : "import", "default"];

    private static void Found(string? target, string specifier, ImportFact import, ResolutionBuilder resolution)
    {
        if (target is null)
            resolution.Unresolved(specifier, import.Line);
        else
            resolution.File(target, import.Kind, import.Line);
    }

    private static string Cut(string specifier)
    {
        var end = specifier
            .AsSpan(specifier.StartsWith('#') ? 1 : 0)
            .IndexOfAny(specifier.StartsWith('#') ? "?" : "?#");
        return end < 0 ? specifier : specifier[..(end + (specifier.StartsWith('#') ? 1 : 0))];
    }

    private static string? Scheme(string specifier) =>
        specifier.IndexOf(':') is > 0 and var colon
        && char.IsAsciiLetter(specifier[0])
        && !specifier.AsSpan(0, colon).ContainsAnyExcept(SchemeCharacters)
            ? specifier[..colon]
            : null;
}
