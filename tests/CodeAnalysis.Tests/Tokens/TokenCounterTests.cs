using System.Diagnostics;
using Microsoft.ML.Tokenizers;

namespace YudaiV3.CodeAnalysis.Tokens;

public sealed class TokensTests
{
    private static readonly TiktokenTokenizer Plain = TiktokenTokenizer.CreateForEncoding("o200k_base");

    public static string Prose { get; } =
        string.Concat(
            Enumerable
                .Range(0, 2_000)
                .Select(n =>
                    $"Line {n}: the quick brown fox, he said, jumps over https://example.org/{n}.\n\n  Über 汉字 😀 x={n};"
                )
        );

    public static TheoryData<string, string> Unbroken =>
        new()
        {
            { "letters", new string('a', 10_000) },
            { "han", new string('漢', 10_000) },
            { "blanks", new string(' ', 10_000) },
            { "lines", new string('\n', 10_000) },
            { "marks", new string('!', 10_000) },
            { "emoji", string.Concat(Enumerable.Repeat("😀", 5_000)) },
        };

    [Fact]
    public void Count_of_ordinary_text_is_the_tokenizers_own_however_long_it_is()
    {
        Assert.Equal(0, TokenCounter.Count(""));
        Assert.Equal(Plain.CountTokens(Prose), TokenCounter.Count(Prose));
    }

    [Fact]
    public void Count_is_the_tokenizers_own_from_many_threads_and_when_words_push_each_other_out()
    {
        var random = new Random(7);
        var texts = Enumerable
            .Range(0, 64)
            .Select(_ =>
                string.Join(
                    ' ',
                    Enumerable
                        .Range(0, 2_000)
                        .Select(_ => $"{random.Next(60_000):x}w\0 long_word_{random.Next(400_000):x}_é")
                )
            )
            .ToArray();
        Assert.Equal(
            texts.Select(text => Plain.CountTokens(text)),
            texts.AsParallel().AsOrdered().Select(text => TokenCounter.Count(text))
        );
    }

    [Theory]
    [MemberData(nameof(Unbroken))]
    public void Count_of_an_unbroken_run_grows_in_step_with_it(string what, string text)
    {
        Assert.NotEmpty(what);
        TokenCounter.Count(text);
        var (once, tenTimes) = (Time(text), Time(string.Concat(Enumerable.Repeat(text, 10))));
        Assert.True(
            tenTimes < TimeSpan.FromMilliseconds(50) + (once * 30),
            $"{once} for the text, {tenTimes} for ten of it"
        );
    }

    [Theory]
    [MemberData(nameof(Unbroken))]
    public void Count_of_an_unbroken_run_is_off_by_little(string what, string text)
    {
        Assert.NotEmpty(what);
        var part = text[..1_000];
        Assert.InRange(TokenCounter.Count(part), Plain.CountTokens(part), Plain.CountTokens(part) + 8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(5_000)]
    public void Cut_is_the_beginning_that_fits(int most)
    {
        var cut = TokenCounter.Cut(Prose, most);
        Assert.StartsWith(cut, Prose, StringComparison.Ordinal);
        Assert.InRange(TokenCounter.Count(cut), Math.Max(0, most - 16), most);
    }

    [Fact]
    public void Cut_of_what_fits_is_all_of_it_and_no_character_is_halved()
    {
        Assert.Equal(Prose, TokenCounter.Cut(Prose, 1_000_000));
        var emoji = string.Concat(Enumerable.Repeat("🦖", 1_000));
        for (var most = 0; most < 20; most++)
            Assert.Equal(0, TokenCounter.Cut(emoji, most).Length % 2);
    }

    private static TimeSpan Time(string text)
    {
        var begun = Stopwatch.GetTimestamp();
        TokenCounter.Count(text);
        return Stopwatch.GetElapsedTime(begun);
    }
}
