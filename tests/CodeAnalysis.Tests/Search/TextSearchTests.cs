using System.Diagnostics;

namespace YudaiV3.CodeAnalysis.Search;

public sealed class TextSearchTests
{
    private const string Text = "using A;\r\n\nclass Session\n{\n    // a session of a Session\n}\nend";

    [Theory]
    [InlineData("session", false, false, "3:7 5:10")]
    [InlineData("session", false, true, "5:10")]
    [InlineData("s[a-z]{6}$", true, false, "3:7 5:23")]
    [InlineData("^[{}]$", true, true, "4:1 6:1")]
    [InlineData("^$", true, true, "2:1")]
    [InlineData("A;.$", true, true, "1:7")]
    [InlineData("class|END", true, false, "3:1 7:1")]
    [InlineData("Session\\s+\\{", true, true, "")]
    [InlineData("absent", false, false, "")]
    public void Find_returns_each_line_once_at_its_first_match(
        string text,
        bool isExpression,
        bool isCaseSensitive,
        string expected
    )
    {
        var found = new List<LineMatch>();
        var count = new TextSearch(text, isExpression, isCaseSensitive).Find(Text, found, 100);
        Assert.Equal(expected, string.Join(' ', found.Select(match => $"{match.Line}:{match.Column}")));
        Assert.Equal(found.Count, count);
    }

    [Fact]
    public void Find_shows_the_lines_around_a_match_and_counts_what_it_does_not_show()
    {
        var found = new List<LineMatch>();
        Assert.Equal(2, new TextSearch("session", false, false).Find(Text, found, 1));
        var match = Assert.Single(found);
        Assert.Equal("class Session", match.Text);
        Assert.Equal(["using A;", ""], match.Before);
        Assert.Equal(["{", "    // a session of a Session"], match.After);
    }

    [Fact]
    public void Find_cuts_a_long_line_around_its_match()
    {
        var found = new List<LineMatch>();
        var line = new string('x', 5_000) + "needle" + new string('y', 5_000);
        new TextSearch("needle", false, true).Find(line, found, 1);
        Assert.Equal((5_001, TextSearch.MaxLineLength), (found[0].Column, found[0].Text.Length));
        Assert.Contains("needle", found[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a")]
    [InlineData("a**b(")]
    [InlineData("(a)\\1")]
    [InlineData("(?<=a)b")]
    [InlineData("((((a{1000}){1000}){1000}){1000})")]
    public void TextSearch_refuses_what_it_cannot_match_in_linear_time(string expression) =>
        Assert.NotEmpty(Assert.Throws<ArgumentException>(() => new TextSearch(expression, true, true)).Message);

    [Theory]
    [InlineData("(a|aa)+$")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("(.*)*x(.*)*y")]
    public void Find_of_an_expression_that_would_backtrack_for_ever_ends_in_time(string expression)
    {
        var clock = Stopwatch.StartNew();
        new TextSearch(expression, true, true).Find(new string('a', 100_000) + "!", [], 10);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
