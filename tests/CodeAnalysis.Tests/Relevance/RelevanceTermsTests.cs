namespace YudaiV3.CodeAnalysis.Relevance;

public sealed class RelevanceTermsTests
{
    [Theory]
    [InlineData("ingested", "ingest"), InlineData("queries", "query"), InlineData("resolvers", "Resolver")]
    public void From_a_form_of_a_word_gives_its_term(string asked, string word) =>
        Assert.Equal(0, new RelevanceTerms(asked, "").From(word).Term);

    [Fact]
    public void From_a_longer_word_gives_the_term_with_less_weight()
    {
        var terms = new RelevanceTerms("auth", "");
        Assert.Equal(0, terms.From("authentication").Term);
        Assert.InRange(terms.From("authentication").Weight, 0.1, 0.9);
        Assert.Equal(1, terms.From("auth").Weight);
    }

    [Fact]
    public void From_an_earlier_word_weighs_half() =>
        Assert.Equal(0.5, new RelevanceTerms("", "parser").From("parser").Weight);

    [Fact]
    public void Common_words_and_numbers_are_no_terms()
    {
        var terms = new RelevanceTerms("Where is the 42 of this file?", "");
        Assert.Equal(0, terms.Count);
        Assert.Equal(-1, terms.From("file").Term);
    }

    [Fact]
    public void Count_is_bounded() =>
        Assert.Equal(
            60,
            new RelevanceTerms(
                string.Join(
                    ' ',
                    Enumerable.Range(0, 500).Select(n => $"word{(char)('a' + n / 26)}{(char)('a' + n % 26)}x")
                ),
                ""
            ).Count
        );
}
