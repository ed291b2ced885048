using System.Collections.Immutable;
using YudaiV3.RepoIngest.Scan;

namespace YudaiV3.RepoIngest.Resolve;

/// <summary>Resolves every import of a repository.</summary>
internal static class Resolver
{
    /// <summary>One entry for each source, in the order of their paths.</summary>
    public static ImmutableArray<FileDependencies> Resolve(RepositoryMap map) => Resolve(map, int.MaxValue, out _);

    /// <param name="map">The repository.</param>
    /// <param name="most">Dependencies of all kinds; a file with more than are left gets none.</param>
    /// <param name="leftOut">How many files got none.</param>
    public static ImmutableArray<FileDependencies> Resolve(RepositoryMap map, int most, out int leftOut)
    {
        IResolver node = new JavaScriptResolver(map), python = new PythonResolver(map), go = new GoResolver(map), jvm = new JvmResolver(map), rust = new RustResolver(map),
            csharp = new CSharpResolver(map), c = new CResolver(map), ruby = new RubyResolver(map), php = new PhpResolver(map), css = new CssResolver(map), shell = new ShellResolver(map);
        var resolved = ImmutableArray.CreateBuilder<FileDependencies>(map.Sources.Count);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        leftOut = 0;
        foreach (var file in map.Sources)
        {
            var findings = new Findings(file.Path);
            For(file.Language).Resolve(file, findings);
            var isTooMuch = findings.Count > most;
            leftOut += isTooMuch ? 1 : 0;
            most -= isTooMuch ? 0 : findings.Count;
            resolved.Add(isTooMuch ? new() { Path = file.Path } : findings.Dependencies(names));
        }
        return resolved.MoveToImmutable();

        IResolver For(SourceLanguage language) => language switch
        {
            SourceLanguage.JavaScript or SourceLanguage.TypeScript or SourceLanguage.Tsx or SourceLanguage.Vue or SourceLanguage.Svelte => node,
            SourceLanguage.Python => python,
            SourceLanguage.Go => go,
            SourceLanguage.Java or SourceLanguage.Kotlin => jvm,
            SourceLanguage.Rust => rust,
            SourceLanguage.CSharp => csharp,
            SourceLanguage.C or SourceLanguage.Cpp => c,
            SourceLanguage.Ruby => ruby,
            SourceLanguage.Php => php,
            SourceLanguage.Css or SourceLanguage.Scss => css,
            SourceLanguage.Shell => shell,
            _ => throw new ArgumentOutOfRangeException(nameof(language), language, "A language without a resolver."),
        };
    }
}
