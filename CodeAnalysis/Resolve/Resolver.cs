using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Resolves every import of a repository.</summary>
public static class Resolver
{
    /// <summary>One entry for each source, sorted by path.</summary>
    public static ImmutableArray<FileDependencies> Resolve(RepositoryMap map) =>
        [.. Resolve(map, new ResolutionBudget())];

    /// <summary>
    /// Resolves lazily, so that the dependencies of a large repository need not be in memory all at once.
    /// </summary>
    /// <param name="map">The repository.</param>
    /// <param name="budget">What it may cost; it counts the files that are left without dependencies.</param>
    /// <exception cref="OperationCanceledException">The token of the budget was cancelled.</exception>
    public static IEnumerable<FileDependencies> Resolve(RepositoryMap map, ResolutionBudget budget)
    {
        budget.Allow(map.Sources.Count);
        budget.Cut(ResolutionBudget.TooManyFolders, map.LeftOut);
        IResolver node = new JavaScriptResolver(map, budget),
            python = new PythonResolver(map, budget),
            go = new GoResolver(map),
            jvm = new JvmResolver(map, budget),
            rust = new RustResolver(map, budget),
            csharp = new CSharpResolver(map, budget),
            c = new CResolver(map, budget),
            ruby = new RubyResolver(map, budget),
            php = new PhpResolver(map, budget),
            css = new CssResolver(map),
            shell = new ShellResolver(map);
        var left = budget.MaxDependencies;
        foreach (var file in map.Sources)
        {
            var resolution = new ResolutionBuilder(file.Path, budget);
            var resolver = For(file.Language);
            if (!budget.TryRun(ResolutionBudget.TooMuchWork, () => resolver.Resolve(file, resolution)))
                yield return new() { Path = file.Path };
            else if (resolution.Count > left)
            {
                budget.Cut(ResolutionBudget.TooMany);
                yield return new() { Path = file.Path };
            }
            else
            {
                left -= resolution.Count;
                yield return resolution.Dependencies();
            }
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
