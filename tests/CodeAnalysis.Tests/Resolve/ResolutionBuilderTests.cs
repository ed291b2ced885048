namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class ResolutionBuilderTests
{
    [Fact]
    public void Dependencies_are_sorted_and_keep_the_strongest_kind_and_first_line()
    {
        var builder = new ResolutionBuilder("a");
        builder.File("c", EdgeKind.Dynamic, 1);
        builder.File("b", EdgeKind.Import, 9);
        builder.File("c", EdgeKind.Import, 5);
        builder.File("a", EdgeKind.Import, 2);
        builder.Folder("", EdgeKind.Import, 3);
        builder.External("z", stdlib: true);
        builder.External("y", stdlib: false);
        builder.Unresolved("u", 7);
        builder.Unresolved("u", 4);
        var found = builder.Dependencies();
        Assert.Equal([". 3", "b 9", "c 5"], found.Edges.Select(edge => $"{edge.To} {edge.Line}"));
        Assert.All(found.Edges, edge => Assert.Equal(EdgeKind.Import, edge.Kind));
        Assert.Equal(["y", "z"], found.External.Select(name => name.Name));
        Assert.Equal(4, Assert.Single(found.Unresolved).Line);
        Assert.Equal(6, builder.Count);
    }
}
