using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Resolves every import of a repository.</summary>
public static class Resolver
{
    /// <summary>One entry for each source, sorted by path.</summary>
    public static ImmutableArray<FileDependencies> Resolve(RepositoryMap map) =>
        [.. Resolve(map, int.MaxValue, () => { })];

    /// <summary>
    /// Resolves lazily, so that the dependencies of a large repository need not be in memory all at once.
    /// </summary>
    /// <param name="map">The repository.</param>
    /// <param name="maxDependencies">The maximum number of dependencies of all kinds. A file that would exceed it gets
    /// none.</param>
    /// <param name="onLeftOut">Called for each file that gets none.</param>
    public static IEnumerable<FileDependencies> Resolve(RepositoryMap map, int maxDependencies, Action onLeftOut)
    {
        IResolver node = new JavaScriptResolver(map),
            python = new PythonResolver(map),
            go = new GoResolver(map),
            jvm = new JvmResolver(map),
            rust = new RustResolver(map),
            csharp = new CSharpResolver(map),
            c = new CResolver(map),
            ruby = new RubyResolver(map),
            php = new PhpResolver(map),
            css = new CssResolver(map),
            shell = new ShellResolver(map);
        foreach (var file in map.Sources)
        {
            var resolution = new ResolutionBuilder(file.Path);
            For(file.Language).Resolve(file, resolution);
            if (resolution.Count > maxDependencies)
            {
                onLeftOut();
                yield return new() { Path = file.Path };
                continue;
            }
            maxDependencies -= resolution.Count;
            yield return resolution.Dependencies();
        }

        IResolver For(SourceLanguage language) =>
            language switch
            {
                SourceLanguage.JavaScript
                or SourceLanguage.TypeScript
                or SourceLanguage.Tsx
                or SourceLanguage.Vue
                or SourceLanguage.Svelte => node,
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
                _ => throw new ArgumentOutOfRangeException(
                    nameof(language),
                    language,
                    "A language without a resolver."
                ),
            };
    }
}
