namespace YudaiV3.Api.Realtime;

public sealed class AnswerPositionTests
{
    private readonly AnswerPosition _position = new();
    private readonly StreamingAnswer _first = new("a1", isRetry: false);
    private readonly StreamingAnswer _retry = new("a1", isRetry: true);

    public AnswerPositionTests()
    {
        _first.Append("12345", 0);
        _retry.Append("12", 0);
    }

    [Fact]
    public void LengthOf_another_answer_is_zero()
    {
        _position.Advance(_first, 3);
        Assert.Equal((3, 0), (_position.LengthOf(_first), _position.LengthOf(_retry)));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Covers_the_text_that_the_client_has(int end, bool expected)
    {
        _position.Advance(_first, 3);
        Assert.Equal(expected, _position.Covers(_first, end));
    }

    [Fact]
    public void IsComplete_when_the_client_has_the_whole_text()
    {
        _position.Advance(_first, 4);
        Assert.False(_position.IsComplete(_first));
        _position.Advance(_first, 5);
        Assert.True(_position.IsComplete(_first));
    }

    [Fact]
    public void IsReplacedBy_a_retry_only_if_the_client_has_text_of_the_earlier_attempt()
    {
        Assert.False(_position.IsReplacedBy(_retry));
        _position.Advance(_first, 3);
        Assert.True(_position.IsReplacedBy(_retry));
        _position.Advance(_retry, 1);
        Assert.False(_position.IsReplacedBy(_retry));
    }
}
