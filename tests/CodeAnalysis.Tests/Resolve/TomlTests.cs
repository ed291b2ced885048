namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class TomlTests
{
    [Fact]
    public void Parse_reads_tables_arrays_of_tables_texts_and_truths()
    {
        var toml = Toml.Parse(
            """
            # comment
            [package]
            name = 'my-app' # literal
            autobins = false
            [dependencies]
            serde = { version = "1", features = ["derive"] }
            [[bin]]
            name = "one"
            [[bin]]
            path = "two.rs"
            """
        );
        Assert.Equal("my-app", toml.Table("package").Text("name"));
        Assert.True(toml.Table("package").IsFalse("autobins"));
        Assert.Equal("1", toml.Table("dependencies").Table("serde").Text("version"));
        Assert.Equal(["one", null], toml.Tables("bin").Select(bin => bin.Text("name")));
    }

    [Fact]
    public void Parse_of_what_is_absent_or_of_another_kind_gives_nothing()
    {
        var toml = Toml.Parse("\uFEFFpackage = 1\nbin = [1, 2]\n");
        Assert.Null(toml.Table("package"));
        Assert.Null(toml.Text("package"));
        Assert.Empty(toml.Tables("bin"));
        Assert.False(toml.IsFalse("none"));
    }

    [Theory]
    [InlineData("[package\nname = 1"), InlineData("\0"), InlineData("= 1"), InlineData("a = \"")]
    public void Parse_of_broken_text_is_null(string text) => Assert.Null(Toml.Parse(text));

    [Theory]
    [
        InlineData("a = ", "["),
        InlineData("a = ", "{b="),
        InlineData("", "[a."),
        InlineData("", "a."),
        InlineData("", "[[")
    ]
    public void Parse_of_a_hundred_thousand_nested_openings_ends(string start, string opening) =>
        Assert.Null(Toml.Parse(start + string.Concat(Enumerable.Repeat(opening, 100_000))));
}
