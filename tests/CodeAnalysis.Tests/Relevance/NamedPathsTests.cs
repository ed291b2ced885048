namespace YudaiV3.CodeAnalysis.Relevance;

public sealed class NamedPathsTests
{
    private static List<string> Find(string text, params string[] files) =>
        NamedPaths.In(
            new RelevanceQuery { Text = text, Paths = ["chosen.md"] },
            [.. files.Select(file => new TreeFile { Path = file })],
            6
        );

    [Theory]
    [InlineData("What does ./src/app.py:12 do?"), InlineData("see `app.py`."), InlineData("(src/app.py)")]
    public void In_a_text_finds_a_path_or_the_end_of_one(string text) =>
        Assert.Equal(["src/app.py"], Find(text, "src/app.py", "src/other.py", "src/my_app.py"));

    [Fact]
    public void In_a_query_the_chosen_files_come_first() =>
        Assert.Equal(["chosen.md", "a.py"], Find("a.py", "a.py", "chosen.md"));

    [Fact]
    public void In_a_text_a_name_of_many_files_names_none_unless_it_is_a_whole_path()
    {
        Assert.Empty(Find("index.ts", "a/index.ts", "b/index.ts", "c/index.ts", "d/index.ts"));
        Assert.Equal(["index.ts"], Find("index.ts", "a/index.ts", "b/index.ts", "c/index.ts", "index.ts"));
    }
}
