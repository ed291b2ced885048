namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class JsonTests
{
    [Fact]
    public void Parse_allows_comments_trailing_commas_and_a_byte_order_mark()
    {
        var json = Json.Parse("\uFEFF{ \"a\": [\"x\", 1, \"y\",], /* c */ \"b\": { \"c\": \"d\" }, // e\n }");
        Assert.Equal(["x", "y"], json.Member("a").Texts());
        Assert.Equal("d", json.Member("b").Member("c").Text());
        Assert.Equal(["a", "b"], json.Members().Select(member => member.Name));
        Assert.Null(json.Member("a").Text());
        Assert.Empty(json.Member("none").Items());
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("[]"), InlineData("{"), InlineData("{ \"a\": }")]
    public void Parse_of_anything_but_an_object_is_null(string? text) => Assert.Null(Json.Parse(text));
}
