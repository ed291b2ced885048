namespace YudaiV3.CodeAnalysis.Relevance;

public sealed class StemTests
{
    [Theory]
    [InlineData("skipping", "skip")]
    [InlineData("parsed", "pars")]
    [InlineData("parse", "pars")]
    [InlineData("parser", "pars")]
    [InlineData("generation", "gener")]
    [InlineData("generator", "gener")]
    [InlineData("generate", "gener")]
    [InlineData("dependencies", "dependenc")]
    [InlineData("dependency", "dependenc")]
    [InlineData("class", "class")]
    [InlineData("status", "status")]
    [InlineData("ring", "ring")]
    [InlineData("format", "format")]
    [InlineData("go", "go")]
    [InlineData("s", "s")]
    [InlineData("", "")]
    public void Length_leaves_what_the_forms_of_a_word_begin_with(string word, string stem) =>
        Assert.Equal(stem, word[..Stem.Length(word)]);
}
