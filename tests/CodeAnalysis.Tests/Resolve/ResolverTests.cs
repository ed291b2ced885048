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
        var leftOut = 0;
        var found = Resolver.Resolve(map, maxDependencies: 4, () => leftOut++).ToArray();
        Assert.Equal(1, leftOut);
        Assert.Equal([2, 0, 1], found.Select(file => file.Edges.Length + file.External.Length));
        Assert.All(Resolver.Resolve(map, maxDependencies: 7, () => leftOut++).Take(2), file =>
            Assert.NotEmpty(file.Edges)
        );
        Assert.Equal(1, leftOut);
    }
}
