namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class RepositoryMapTests
{
    private readonly RepositoryMap _map = new(
        ["b/c/d.x", "a.x", "b/e.x"],
        [],
        new Dictionary<string, string> { ["b/go.mod"] = "two", ["a/go.mod"] = "one" }
    );

    [Fact]
    public void Files_and_folders_are_found_by_path()
    {
        Assert.Equal(["a.x", "b/c/d.x", "b/e.x"], _map.Files);
        Assert.True(_map.IsFile("b/e.x") && _map.IsFolder("b") && _map.IsFolder("") && !_map.IsFolder("b/e.x"));
        Assert.Equal(["b/e.x"], _map.In("b"));
        Assert.Equal(["b/c"], _map.Folders("b"));
        Assert.Empty(_map.In("none"));
    }

    [Fact]
    public void FirstFile_tries_the_endings_in_order()
    {
        Assert.Equal("b/e.x", _map.FirstFile("b/e", [".y", ".x"]));
        Assert.Null(_map.FirstFile("b/e", [".y"]));
        Assert.Null(_map.FirstFile(new string('a', 600), [".x"]));
    }

    [Fact]
    public void Named_lists_manifests_in_the_order_of_their_paths()
    {
        Assert.Equal(["a/go.mod", "b/go.mod"], _map.Named(name => name == "go.mod"));
        Assert.Equal("two", _map.Text("b/go.mod"));
        Assert.Null(_map.Text("a.x"));
    }
}
