using YudaiV3.Api.Chat;

namespace YudaiV3.Api.Tests.Chat;

public sealed class SessionIdsTests
{
    [Theory]
    [InlineData("a", 1, true)]
    [InlineData("a", 255, true)]
    [InlineData("🙂", 255, true)]
    [InlineData("a", 256, false)]
    [InlineData("", 1, false)]
    public void IsValid_counts_characters(string text, int times, bool isValid) =>
        Assert.Equal(isValid, SessionIds.IsValid(string.Concat(Enumerable.Repeat(text, times))));

    [Fact]
    public void IsValid_refuses_half_a_surrogate_pair() => Assert.False(SessionIds.IsValid("a\uD83D"));
}
