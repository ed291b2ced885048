namespace YudaiV3.CodeAnalysis.Relevance;

public sealed class QueryTermsTests
{
    [Fact]
    public void Words_of_the_first_line_count_for_more_than_those_of_the_rest_and_of_a_block()
    {
        var query = new QueryTerms("Crash in basket\n\nThe checkout hangs.\n\n```\nsome output\n```");
        Assert.True(Weight(query, "basket") > Weight(query, "checkout"));
        Assert.True(Weight(query, "checkout") > Weight(query, "output"));
    }

    [Fact]
    public void Code_in_a_sentence_counts_for_more_than_its_words()
    {
        var query = new QueryTerms("Title\nthe `basket` and the checkout");
        Assert.True(Weight(query, "basket") > Weight(query, "checkout"));
    }

    [Fact]
    public void Error_in_a_block_counts_as_a_sentence()
    {
        var query = new QueryTerms("Title\nplain\n```\nValueError: frobnicate\nnoise\n```");
        Assert.Equal(Weight(query, "plain"), Weight(query, "frobnicate"));
        Assert.True(Weight(query, "plain") > Weight(query, "noise"));
    }

    [Fact]
    public void Empty_words_comments_boxes_and_links_are_left_out()
    {
        var query = new QueryTerms(
            "Why is this\n<!-- template\nhint -->\n- [x] ticked\nsee https://example.org/page here"
        );
        Assert.Empty(query.All);
    }

    [Fact]
    public void Earlier_conversation_counts_for_less()
    {
        var query = new QueryTerms("basket", "checkout");
        Assert.True(Weight(query, "basket") > Weight(query, "checkout"));
    }

    private static double Weight(QueryTerms query, string word) => query.All.Single(term => term.Word == word).Weight;
}
