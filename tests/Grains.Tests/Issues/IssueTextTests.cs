using YudaiV3.Chat;

namespace YudaiV3.Issues;

public sealed class IssueTextTests
{
    private static readonly IssueBrief Brief = new()
    {
        Title = "Dark mode",
        Description = "Make it dark",
        Conversation = [(Speaker.User, "It is\ntoo bright"), (Speaker.Assistant, "Where?")],
        Cards = [new() { Title = "Colours", Content = "black" }],
        Files = ["src/a`b.css", "src/page.css"],
    };

    [Fact]
    public void Summary_contains_description_conversation_cards_and_files()
    {
        var text = IssueText.Summary(Brief, template: null);
        foreach (
            var part in (string[])
                [
                    "## Description\n\nMake it dark",
                    "> It is\n> too bright",
                    "### Colours\n\n> black",
                    "- `src/page.css`",
                    "- `` src/a`b.css ``",
                ]
        )
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Where?", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## What\n\n## Why", "## What\n\nMake it dark", "\n## Why")]
    [InlineData("Please be kind.\n\n**What**\n\n**Why**", "Please be kind.\n\n**What**\n\nMake it dark", "\n**Why**")]
    [InlineData("Please be kind.", "Make it dark", "\nPlease be kind.")]
    public void Summary_goes_under_the_first_heading_of_the_template(string template, string start, string end)
    {
        var text = IssueText.Summary(Brief, new(template, [], []));
        Assert.StartsWith(start, text, StringComparison.Ordinal);
        Assert.EndsWith(end, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_of_a_long_conversation_quotes_its_newest_part()
    {
        var text = IssueText.Summary(
            Brief with
            {
                Conversation =
                [
                    .. Enumerable.Range(0, 1_000).Select(n => (Speaker.User, $"message {n} {new string('x', 200)}")),
                ],
            },
            template: null
        );
        Assert.InRange(text.Length, 10_000, 40_000);
        Assert.Contains("message 999 ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("message 1 ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Body_fits_GitHub_and_ends_with_the_marker()
    {
        var body = IssueText.Body(
            new UserIssue
            {
                IssueId = "42",
                IssueTextRaw = new string('x', 200_000),
                IssueSteps = ["one", "two"],
            }
        );
        Assert.InRange(body.Length, 60_000, 65_536);
        Assert.EndsWith("<!-- yudai-issue 42 -->", body, StringComparison.Ordinal);
        Assert.Contains(
            "1. one\n2. two",
            IssueText.Body(
                new UserIssue
                {
                    IssueId = "42",
                    IssueTextRaw = "x",
                    IssueSteps = ["one", "two"],
                }
            ),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("# Title\nBody", "Title", "Body")]
    [InlineData("```markdown\n# Title\n\nBody\n```", "Title", "Body")]
    [InlineData("Body alone", null, "Body alone")]
    [InlineData("```cs\ncode\n```", null, "```cs\ncode\n```")]
    public void Split_returns_title_and_body(string text, string? title, string body) =>
        Assert.Equal((title, body), IssueText.Split(text));

    [Theory]
    [InlineData("\n\n# Make it dark \nplease", "Make it dark")]
    [InlineData("  ", "Untitled")]
    public void Title_is_the_first_line_with_something_in_it(string text, string title) =>
        Assert.Equal(title, IssueText.Title(text));
}
