namespace YudaiV3.CodeAnalysis.Relevance;

public sealed class WordReaderTests
{
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var reader = new WordReader(text);
        while (reader.Next())
            words.Add(reader.Word.ToString());
        return words;
    }

    [Fact]
    public void Next_gives_the_whole_word_and_then_its_parts() =>
        Assert.Equal(["parseHTTPHeader_v2", "parse", "HTTP", "Header", "v2"], Words("parseHTTPHeader_v2"));

    [Fact]
    public void Next_gives_a_simple_word_once() => Assert.Equal(["src", "app", "py"], Words("src/app.py"));

    [Theory]
    [InlineData(""), InlineData(" ./- ")]
    public void Next_of_a_text_without_words_ends(string text) => Assert.Empty(Words(text));
}
