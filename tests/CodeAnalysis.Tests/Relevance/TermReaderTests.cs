namespace YudaiV3.CodeAnalysis.Relevance;

public sealed class TermReaderTests
{
    [Theory]
    [InlineData("parseHTTPHeader", "[parseHTTPHeader] parse HTTP Header")]
    [InlineData("snake_case_name", "[snake_case_name] snake case name")]
    [InlineData("utf8 sha256Sum", "[utf8] utf [sha256Sum] sha Sum")]
    [InlineData("a plain word, twice: word", "plain word twice word")]
    [InlineData("_private $x 12 0x1F", "[_private] private [0x1F]")]
    [InlineData("größeÄndern", "[größeÄndern] größe Ändern")]
    [InlineData("", "")]
    public void Next_gives_whole_identifiers_and_their_words(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Read(text).Select(term => term.Text)));

    [Theory]
    [InlineData("setTimeout", "set_timeout")]
    [InlineData("SKIPPING", "skip")]
    [InlineData("Serialization", "serializers")]
    public void Next_gives_the_same_terms_for_other_forms(string one, string other) =>
        Assert.Equal(Read(one).Select(term => term.Term), Read(other).Select(term => term.Term));

    [Fact]
    public void Next_tells_an_identifier_of_several_words_from_a_word() =>
        Assert.NotEqual(Read("set_up")[0].Term, Read("setup")[0].Term);

    private static List<(string Text, uint Term)> Read(string text)
    {
        var terms = new List<(string, uint)>();
        var reader = new TermReader(text);
        while (reader.Next())
            terms.Add(
                (reader.IsWhole ? $"[{text[reader.Start..reader.End]}]" : text[reader.Start..reader.End], reader.Term)
            );
        return terms;
    }
}
