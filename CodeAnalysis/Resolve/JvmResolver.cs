using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Imports of Java and Kotlin, by the packages that files declare; where a file lies does not matter.
/// </summary>
internal sealed class JvmResolver : IResolver
{
    private readonly Dictionary<string, List<SourceFile>> _declared = [];
    private readonly Dictionary<string, HashSet<string>> _packages = [];
    private readonly ResolutionBudget _budget;

    public JvmResolver(RepositoryMap map, ResolutionBudget budget)
    {
        _budget = budget;
        foreach (var file in map.Sources.Where(file => file.Language is SourceLanguage.Java or SourceLanguage.Kotlin))
        {
            var package = file.Facts.Scopes[0].Name;
            Gather(_packages, package).Add(file.Folder);
            foreach (var name in file.Facts.Declarations.Select(declared => declared.Name).Distinct())
                Gather(_declared, package.Length == 0 ? name : $"{package}.{name}").Add(file);
        }
    }

    public void Resolve(SourceFile file, ResolutionBuilder resolution)
    {
        foreach (var import in file.Facts.Imports)
        {
            var wildcard = import.Specifier.EndsWith(".*", StringComparison.Ordinal);
            var name = wildcard ? import.Specifier[..^2] : import.Specifier.TrimEnd('.');
            if (Declaring(name, file) is { } declaring)
                resolution.File(declaring, import.Kind, import.Line);
            else if (wildcard && import.Form != ImportForm.Static && _packages.TryGetValue(name, out var folders))
            {
                _budget.Spend(10 * folders.Count);
                foreach (var folder in folders)
                    resolution.Folder(folder, import.Kind, import.Line);
            }
            else if (Package(name, wildcard, import.Form) is var package && _packages.ContainsKey(package))
                resolution.Unresolved(import.Specifier, import.Line);
            else
                resolution.External(
                    package,
                    stdlib: package is "java" or "javax" or "kotlin"
                        || package.StartsWith("java.", StringComparison.Ordinal)
                        || package.StartsWith("javax.", StringComparison.Ordinal)
                        || file.Language == SourceLanguage.Kotlin
                            && package.StartsWith("kotlin.", StringComparison.Ordinal)
                );
        }
    }

    /// <summary>
    /// The file of the longest beginning of a name that is declared; of several the one nearest to the importer.
    /// </summary>
    private string? Declaring(string name, SourceFile importer)
    {
        for (
            var prefix = name;
            prefix.Length > 0;
            prefix = prefix.LastIndexOf('.') is > 0 and var dot ? prefix[..dot] : ""
        )
        {
            _budget.Spend(5 + prefix.Length / 8);
            if (!_declared.TryGetValue(prefix, out var files))
                continue;
            _budget.Spend(30 * files.Count);
            return RepoPath.Nearest(files, file => file.Path, importer.Path)!.Path;
        }
        return null;
    }

    /// <summary>
    /// The package in a name, as far as names alone tell: what stands before the first name with a capital.
    /// </summary>
    private static string Package(string name, bool wildcard, ImportForm form)
    {
        var segments = name.Split('.');
        var length = Array.FindIndex(segments, segment => segment.Length > 0 && char.IsUpper(segment[0]));
        if (length < 0)
            length =
                wildcard && form != ImportForm.Static
                    ? segments.Length
                    : segments.Length - (form == ImportForm.Static && !wildcard ? 2 : 1);
        return length <= 0 ? name : string.Join('.', segments.Take(length));
    }

    private static T Gather<T>(Dictionary<string, T> into, string key)
        where T : new() => into.TryGetValue(key, out var known) ? known : into[key] = new T();
}
