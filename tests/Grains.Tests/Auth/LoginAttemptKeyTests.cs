namespace YudaiV3.Auth;

public sealed class LoginAttemptKeyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData(" AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void IsState_of_another_text_is_false(string? text) => Assert.False(LoginAttemptKey.IsState(text));

    [Fact]
    public void IsState_of_a_new_state_is_true() =>
        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(LoginAttemptKey.IsState(LoginAttemptKey.NewState())));
}
