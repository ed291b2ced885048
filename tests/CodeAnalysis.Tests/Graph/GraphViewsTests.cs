using YudaiV3.CodeAnalysis.Draw;

namespace YudaiV3.CodeAnalysis.Graph;

public sealed class GraphViewsTests
{
    private static readonly string[] Lines =
    [
        "src/a: src/b",
        "src/b: lib/c",
        "lib/c: lib/d",
        "lib/d:",
        "test/t: src/a",
        "other: lib/",
    ];

    private static string Nodes(GraphQuery query) =>
        string.Join(' ', Graphs.From(query, Lines).Nodes.Select(node => node.Path));

    private static IEnumerable<string> Edges(GraphQuery query) =>
        Graphs.From(query, Lines).Edges.Select(edge => $"{edge.From}>{edge.To}");

    [Fact]
    public void Show_files_with_the_folders_that_are_imported() =>
        Assert.Equal("lib lib/c lib/d other src/a src/b test/t", Nodes(new()));

    [Fact]
    public void Show_folders_with_the_sums_of_what_is_in_them()
    {
        var graph = Graphs.From(new GraphQuery { Level = GraphLevel.Folder }, Lines);
        Assert.Equal([". 60", "lib 20", "src 20", "test 10"], graph.Nodes.Select(node => $"{node.Path} {node.Tokens}"));
        Assert.Equal([".>lib", "src>lib", "test>src"], graph.Edges.Select(edge => $"{edge.From}>{edge.To}"));
        Assert.Equal([". os", "lib os", "src os", "test os"], graph.External.Select(use => $"{use.From} {use.Name}"));
        Assert.Equal(4, graph.Unresolved.Length);
    }

    [Fact]
    public void Show_one_file_with_its_neighbours()
    {
        Assert.Equal("src/a src/b test/t", Nodes(new() { Path = "src/a" }));
        Assert.Equal(["src/a>src/b", "test/t>src/a"], Edges(new() { Path = "src/a" }));
        Assert.Equal("lib/c src/a src/b test/t", Nodes(new() { Path = "src/a", Depth = 2 }));
        Assert.Equal("src/a", Nodes(new() { Path = "/src/a", Depth = 0 }));
    }

    [Fact]
    public void Show_one_file_with_who_imports_its_folder() =>
        Assert.Equal(
            "lib/c lib/d other",
            Nodes(new() { Path = "lib/d" }).Replace("lib ", "", StringComparison.Ordinal)
        );

    [Fact]
    public void Show_one_folder_with_its_neighbours()
    {
        Assert.Equal("lib/c src/a src/b test/t", Nodes(new() { Path = "src/" }));
        Assert.Equal("lib src test", Nodes(new() { Path = "src/b", Level = GraphLevel.Folder }));
        Assert.Equal("lib lib/c lib/d other src/a src/b test/t", Nodes(new() { Path = ".", Depth = 0 }));
    }

    [Theory]
    [InlineData("nowhere"), InlineData("src/a/b"), InlineData("sr")]
    public void Show_what_is_not_there_is_null(string path) =>
        Assert.Null(
            Graphs.From(
                new GraphQuery { Path = path },
                [Graphs.Dependencies("src/a", "src/b"), Graphs.Dependencies("src/b")]
            )
        );
}
