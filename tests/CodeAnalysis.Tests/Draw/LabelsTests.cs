namespace YudaiV3.CodeAnalysis.Draw;

public sealed class LabelsTests
{
    private static Cell Folder(string path, int files = 1, bool isRest = false) =>
        new()
        {
            Path = path,
            Kind = NodeKind.Folder,
            Files = files,
            IsRest = isRest,
        };

    [Fact]
    public void Names_of_folders_end_in_a_slash_and_of_a_rest_in_an_ellipsis()
    {
        Assert.Equal(("a/b/", "b/"), (Labels.Describe(Folder("a/b")), Labels.Name(Folder("a/b"))));
        Assert.Equal(("./", "./…"), (Labels.Describe(Folder(".")), Labels.Name(Folder(".", isRest: true))));
    }

    [Fact]
    public void Count_says_how_many_files_a_cell_stands_for()
    {
        Assert.Equal("", Labels.Count(Folder("a")));
        Assert.Equal("1,234 files", Labels.Count(Folder("a", 1_234)));
        Assert.Equal("2 more", Labels.Count(Folder("a", 2, isRest: true)));
        Assert.Equal("2 folders", Labels.Count(Folder("a", 2) with { Level = Graph.GraphLevel.Folder }));
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef"), InlineData("abcdefg", 5, "ab…fg"), InlineData("a😀bcd😀e", 6, "a…😀e")]
    public void Short_leaves_out_the_middle_and_halves_no_letter(string text, int maxLength, string expected) =>
        Assert.Equal(expected, Labels.Short(text, maxLength));

    [Fact]
    public void Visible_replaces_what_cannot_be_seen() =>
        Assert.Equal("a\uFFFDb\uFFFDc", Labels.Visible("a\u0001b\u202Ec"));
}
