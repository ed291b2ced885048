using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Relevance;

public sealed class FileRankingTests
{
    private static readonly Dictionary<string, string> Shop = new()
    {
        ["src/app.py"] = "import basket, users\nrun()",
        ["src/basket/service.py"] = "class BasketService:\n  def add_item(self): check_stock()",
        ["src/basket/models.py"] = "class Line:\n  price = 0",
        ["src/users/login.py"] = "def sign_in(name, password):\n  return verify(password)",
        ["src/db.py"] = "def connect(): pass",
        ["tests/test_basket.py"] = "def test_add_item(): BasketService().add_item()",
        ["docs/basket.md"] = "The basket keeps items. add_item adds one.",
        ["vendor/basket.py"] = "class BasketService:\n  def add_item(self): pass",
        ["LICENSE"] = "as is",
    };

    private static readonly (string, string)[] Edges =
    [
        ("src/app.py", "src/basket/service.py"),
        ("src/app.py", "src/users/login.py"),
        ("src/basket/service.py", "src/basket/models.py"),
        ("src/basket/service.py", "src/db.py"),
        ("src/users/login.py", "src/db.py"),
        ("tests/test_basket.py", "src/basket/service.py"),
    ];

    [Fact]
    public void Rank_puts_the_source_before_its_test_its_document_and_a_vendored_copy()
    {
        var ranked = Ask("The basket loses an item when `add_item` is called twice");
        Assert.Equal("src/basket/service.py", ranked[0].Path);
        Assert.Equal(1, ranked[0].Score);
        Assert.Equal(ranked.OrderByDescending(file => file.Score), ranked);
        Assert.Contains("tests/test_basket.py", ranked.Select(file => file.Path));
        Assert.DoesNotContain("LICENSE", ranked.Select(file => file.Path));
    }

    [Theory]
    [InlineData("What does src/users/login.py:2 do?")]
    [InlineData("File \"users/login.py\", line 2")]
    [InlineData("Why does users.login hang?")]
    public void Rank_puts_a_named_file_first(string question)
    {
        var first = Ask(question)[0];
        Assert.Equal("src/users/login.py", first.Path);
        Assert.Contains("named in the question", first.Reasons);
    }

    [Fact]
    public void Rank_puts_chosen_files_first_and_ignores_those_that_do_not_exist()
    {
        var ranked = FileRanking.Rank(
            TestIndex.Create(Shop, Edges),
            new() { Text = "the basket", Paths = ["LICENSE", "no/such.py"] }
        );
        Assert.Equal("LICENSE", ranked[0].Path);
        Assert.Equal(["chosen by the user"], ranked[0].Reasons);
    }

    [Fact]
    public void Rank_finds_a_file_by_the_messages_of_the_commits_that_changed_it()
    {
        const string question = "voucher codes expire a day early";
        Assert.NotEqual("src/db.py", Ask(question) is [var best, ..] ? best.Path : null);
        var ranked = FileRanking.Rank(
            TestIndex.Create(
                Shop,
                Edges,
                new PastCommit("Keep vouchers until they expire", ["src/db.py", "gone.py"]),
                new PastCommit("Rename a helper", ["src/app.py"])
            ),
            new() { Text = question }
        );
        Assert.Equal("src/db.py", ranked[0].Path);
        Assert.Contains("changed by earlier commits with similar messages", ranked[0].Reasons);
    }

    [Fact]
    public void Rank_says_which_words_speak_for_a_file_and_where_they_stand()
    {
        var reasons = Ask("basket check_stock")[0].Reasons;
        Assert.Contains("path has basket", reasons);
        Assert.Contains(reasons, reason => reason.StartsWith("text has check_stock", StringComparison.Ordinal));
    }

    [Fact]
    public void Rank_keeps_to_the_limit() =>
        Assert.Equal(2, FileRanking.Rank(TestIndex.Create(Shop, Edges), new() { Text = "basket", Limit = 2 }).Length);

    [Theory]
    [InlineData("")]
    [InlineData("zzzz qqqq")]
    [InlineData("the of and")]
    public void Rank_of_words_that_stand_nowhere_gives_what_most_files_depend_on(string question)
    {
        var ranked = Ask(question);
        Assert.Equal(["src/basket/service.py", "src/db.py"], ranked.Take(2).Select(file => file.Path));
        Assert.DoesNotContain(ranked, file => file.Path is "LICENSE" or "docs/basket.md");
    }

    [Fact]
    public void Rank_of_a_commit_without_files_is_empty() =>
        Assert.Empty(FileRanking.Rank(TestIndex.Create(new Dictionary<string, string>()), new() { Text = "basket" }));

    [Fact]
    public void Rank_takes_any_text()
    {
        var index = TestIndex.Create(Shop, Edges);
        foreach (var text in new[] { new string('`', 5_000), new string('a', 100_000), "<!--\n```\n\0\ud800", ":/.\\" })
            FileRanking.Rank(index, new() { Text = text, Previous = text });
    }

    private static ImmutableArray<RankedFile> Ask(string question) =>
        FileRanking.Rank(TestIndex.Create(Shop, Edges), new() { Text = question });
}
