using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Relevance;

public sealed class ExcerptsTests
{
    private static readonly string Service = string.Join(
        '\n',
        Enumerable
            .Range(1, 60)
            .Select(line =>
                line switch
                {
                    2 => "import discounts",
                    20 => "    def apply_discount(self, basket):",
                    21 => "        basket.total -= self.discount",
                    50 => "    def voucher(self): return 1",
                    _ => $"    x{line} = {line}",
                }
            )
    );

    [Fact]
    public void Find_gives_the_lines_with_the_words_of_the_question_and_their_numbers()
    {
        var excerpts = Find("where is the discount of a voucher applied to the basket");
        Assert.Contains(excerpts, excerpt => excerpt is { StartLine: 19, EndLine: 22 });
        Assert.Contains(excerpts, excerpt => excerpt is { StartLine: 49, EndLine: 51 });
        Assert.Equal(excerpts.OrderBy(excerpt => excerpt.StartLine), excerpts);
        Assert.All(excerpts, excerpt =>
            Assert.Equal(string.Join('\n', Service.Split('\n')[(excerpt.StartLine - 1)..excerpt.EndLine]), excerpt.Text)
        );
    }

    [Fact]
    public void Find_takes_no_import_for_an_answer() =>
        Assert.DoesNotContain(Find("discount basket"), excerpt => excerpt.StartLine <= 2);

    [Fact]
    public void Find_keeps_to_its_bounds_and_cuts_long_lines()
    {
        var text = string.Join('\n', Enumerable.Range(0, 500).Select(line => $"basket{line} {new string('x', 1_000)}"));
        var excerpts = Find("basket", text);
        Assert.InRange(excerpts.Length, 1, Excerpts.MaxExcerpts);
        Assert.All(excerpts, excerpt => Assert.InRange(excerpt.EndLine - excerpt.StartLine + 1, 1, Excerpts.MaxLines));
        Assert.All(excerpts.SelectMany(excerpt => excerpt.Text.Split('\n')), line => Assert.True(line.Length <= 301));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing of it")]
    public void Find_is_empty_where_no_line_has_a_word_of_the_question(string text) =>
        Assert.Empty(Find("voucher", text));

    private static ImmutableArray<Excerpt> Find(string question, string? text = null)
    {
        var texts = new Dictionary<string, string>
        {
            ["a.py"] = Service,
            ["b.py"] = "basket discount",
            ["c.py"] = "other",
        };
        if (text is not null)
            texts["a.py"] = text + "\nvoucher basket";
        var finder = new Excerpts(TestIndex.Create(texts), new() { Text = question });
        return finder.Find(text ?? Service, new HashSet<int> { 20, 50 });
    }
}
