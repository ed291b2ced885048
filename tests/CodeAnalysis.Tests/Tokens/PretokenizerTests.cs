using Microsoft.ML.Tokenizers;

namespace YudaiV3.CodeAnalysis.Tokens;

public sealed class TokenWordsTests
{
    private const int Seed = 20_260_101;

    private static readonly PreTokenizer Expression = TiktokenTokenizer.CreateForEncoding("o200k_base").PreTokenizer!;

    private static readonly string[] Pieces =
    [
        "a",
        "b",
        "word",
        "A",
        "ABC",
        "Word",
        "camelCase",
        "ſ",
        "İ",
        "ı",
        "K",
        "ß",
        "Ǆ",
        "ǅ",
        "ʰ",
        "漢字",
        "か",
        "ـ",
        "\u0301",
        "\u0903",
        "\u20DD",
        "0",
        "1234",
        "½",
        "Ⅷ",
        "٣",
        "'s",
        "'S",
        "'re",
        "'LL",
        "'d",
        "'",
        "\"",
        " ",
        "  ",
        "\t",
        "\u00A0",
        "\u2003",
        "\u2028",
        "\u0085",
        "\u200B",
        "\uFEFF",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "/",
        "//",
        "/*",
        "!",
        "…",
        "€",
        "_",
        "$",
        "\0",
        "\u0007",
        "😀",
        "\uD83D",
        "\uDE00",
        "\uFFFF",
        "\uE000",
        "<|endoftext|>",
        "<|endofprompt|>",
        "<|endof",
        "<|",
        "|>",
    ];

    public static TheoryData<string> Around =>
        new(
            "{0}",
            "a{0}",
            "{0}a",
            "A{0}",
            "{0}A",
            "aA{0}b",
            " {0}a",
            "'{0}",
            "a'{0}",
            "a'{0}e",
            "a'r{0}",
            "a'l{0}",
            "1{0}2",
            " {0} ",
            "!{0}\n",
            "\n{0}\n "
        );

    [Theory]
    [MemberData(nameof(Around))]
    public void Words_are_the_expressions_whatever_letter_is_in_a_text(string around)
    {
        var text = string.Concat(
            Enumerable
                .Range(0, char.MaxValue + 1)
                .Where(letter => !char.IsSurrogate((char)letter))
                .Select(letter => string.Format(null, around, (char)letter) + ";\t;")
        );
        Assert.Equal(Expected(text), Ends(text));
    }

    [Fact]
    public void Words_are_the_expressions_in_any_text()
    {
        var random = new Random(Seed);
        for (var n = 0; n < 20_000; n++)
        {
            var text = string.Concat(random.GetItems(Pieces, random.Next(1, 12)));
            Assert.True(
                Expected(text).SequenceEqual(Ends(text)),
                string.Join(' ', text.Select(letter => $"{(int)letter:X4}"))
            );
        }
    }

    private static IEnumerable<int> Expected(string text) =>
        Expression.PreTokenize(text).Select(word => word.Offset + word.Length);

    private static List<int> Ends(string text)
    {
        var ends = new List<int>();
        var words = new Pretokenizer(text);
        while (words.MoveNext())
            ends.Add(words.End);
        return ends;
    }
}
