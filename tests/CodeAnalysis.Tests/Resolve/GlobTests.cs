namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class GlobTests
{
    [Theory]
    [InlineData("packages/*", "packages/a", true)]
    [InlineData("packages/*", "packages/a/b", false)]
    [InlineData("**/x.ts", "x.ts", true)]
    [InlineData("**/x.ts", "a/b/x.ts", true)]
    [InlineData("./src/**/*", "src/a/b.ts", true)]
    [InlineData("src/**/*", "src", false)]
    [InlineData("src/**", "src", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("A", "a", false)]
    public void Matches_works_by_segments(string pattern, string path, bool matches) =>
        Assert.Equal(matches, Glob.Matches(pattern, path));

    [Fact]
    public void Matches_of_many_stars_ends() =>
        Assert.False(
            Glob.Matches(
                string.Concat(Enumerable.Repeat("**/a/", 30)) + "b",
                string.Concat(Enumerable.Repeat("a/", 60)) + "c"
            )
        );
}
