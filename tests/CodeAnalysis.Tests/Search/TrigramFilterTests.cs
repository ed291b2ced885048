using System.Text;

namespace YudaiV3.CodeAnalysis.Search;

public sealed class TrigramFilterTests
{
    [Theory]
    [InlineData("Session", true)]
    [InlineData("SESSIONhead", true)]
    [InlineData("ab", true)]
    [InlineData("größe", true)]
    [InlineData("kelvin sea", true)]
    [InlineData("session grain", false)]
    [InlineData("zzz", false)]
    public void MayContain_never_denies_what_is_there_and_mostly_denies_the_rest(string phrase, bool expected)
    {
        var filter = Filter("class SessionHead;\nint Größe; // \u212Aelvin \u017Fea");
        Assert.Equal(expected, filter.MayContain(phrase));
    }

    [Fact]
    public void MayContain_finds_every_part_of_a_text_and_few_others()
    {
        var random = new Random(7);
        var words = Enumerable.Range(0, 300).Select(_ => Word(random)).ToArray();
        var filter = Filter(string.Join('\n', words));
        Assert.All(words, word => Assert.True(filter.MayContain(word)));
        var wrong = Enumerable.Range(0, 1_000).Count(_ => filter.MayContain(Word(random) + Word(random)));
        Assert.InRange(wrong, 0, 100);
    }

    private static TrigramFilter Filter(string text) => new(TrigramFilter.Build([Encoding.UTF8.GetBytes(text)]));

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, 8).Select(_ => (char)('a' + random.Next(26))));
}
