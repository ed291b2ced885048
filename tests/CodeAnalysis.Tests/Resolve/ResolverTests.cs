using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class ResolverTests
{
    [Fact]
    public void Resolve_of_more_than_there_may_be_leaves_whole_files_without_dependencies_and_says_how_many()
    {
        string[] texts = ["import b, c", "import a, b, c, os, sys", "import a"];
        var sources = texts
            .Zip("abc", (text, name) =>
                new SourceFile($"{name}.py", SourceLanguage.Python, Scanner.Scan(SourceLanguage.Python, text))
            )
            .ToArray();
        var map = new RepositoryMap(sources.Select(source => source.Path), sources, new Dictionary<string, string>());
        var budget = new ResolutionBudget { MaxDependencies = 4 };
        var found = Resolver.Resolve(map, budget).ToArray();
        Assert.Equal([(ResolutionBudget.TooMany, 1)], budget.Cuts.Select(cut => (cut.Key, cut.Value)));
        Assert.Equal([2, 0, 1], found.Select(file => file.Edges.Length + file.External.Length));
        Assert.All(Resolver.Resolve(map, new ResolutionBudget { MaxDependencies = 7 }).Take(2), file =>
            Assert.NotEmpty(file.Edges)
        );
    }
}
