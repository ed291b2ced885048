namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class NodePatternTests
{
    [Theory]
    [InlineData("@/*", "@/a/b", "a/b", 2)]
    [InlineData("*", "x", "x", 0)]
    [InlineData("a*c", "abbc", "bb", 1)]
    public void Match_with_a_star_gives_what_the_star_stands_for(
        string pattern,
        string name,
        string star,
        int length
    ) => Assert.Equal((star, length), NodePattern.Match(pattern, name));

    [Fact]
    public void Match_of_a_whole_name_counts_as_the_longest() =>
        Assert.Equal((null, int.MaxValue), NodePattern.Match("exact", "exact"));

    [Theory]
    [InlineData("a*c", "ac2"), InlineData("ab*bc", "abc"), InlineData("exact", "exactly")]
    public void Match_of_another_name_is_null(string pattern, string name) =>
        Assert.Null(NodePattern.Match(pattern, name));
}
