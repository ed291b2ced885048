namespace YudaiV3.CodeAnalysis.Digest;

public sealed class LongWordsTests
{
    [Fact]
    public void Cut_keeps_text_without_long_words() => Assert.Equal("a b\n  c", LongWords.Cut("a b\n  c"));

    [Theory]
    [InlineData('x'), InlineData('='), InlineData(' ')]
    public void Cut_shortens_a_run_of_one_kind(char letter) =>
        Assert.Equal($"a1{new string(letter, 32)} […] 1", LongWords.Cut($"a1{new string(letter, 500)}1"));

    [Fact]
    public void Cut_does_not_halve_a_surrogate_pair() =>
        Assert.Equal(31, LongWords.Cut("x" + string.Concat(Enumerable.Repeat("𝒙", 150))).IndexOf(' '));
}
