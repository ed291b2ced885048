namespace YudaiV3.Api.Realtime;

public sealed class StreamingAnswerTests
{
    private readonly StreamingAnswer _answer = new("a1", isRetry: false);

    public StreamingAnswerTests()
    {
        _answer.Append("One ", 0);
        _answer.Append("two", 1);
    }

    [Fact]
    public void After_returns_the_rest_with_its_end_and_the_last_index() =>
        Assert.Equal(("two", 7, 1), _answer.After(4));

    [Fact]
    public void Between_returns_the_text_from_start_to_end() => Assert.Equal("e t", _answer.Between(2, 5));

    [Theory]
    [InlineData("One two", true)]
    [InlineData("One two three", true)]
    [InlineData("One", false)]
    [InlineData("Two two", false)]
    public void IsPrefixOf_compares_the_whole_text(string text, bool expected) =>
        Assert.Equal(expected, _answer.IsPrefixOf(text));
}
