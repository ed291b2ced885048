using YudaiV3.Chat;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Tokens;

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
    public void Summary_has_the_wish_the_talk_the_cards_and_the_files()
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
    public void Summary_of_a_long_talk_quotes_its_newest_part()
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
    public void Written_tells_title_and_body_apart(string text, string? title, string body) =>
        Assert.Equal((title, body), IssueText.Written(text));

    [Theory]
    [InlineData("\n\n# Make it dark \nplease", "Make it dark")]
    [InlineData("  ", "Untitled")]
    public void Title_is_the_first_line_with_something_in_it(string text, string title) =>
        Assert.Equal(title, IssueText.Title(text));

    [Fact]
    public void Material_is_data_within_the_budget_and_has_the_newest_of_the_talk()
    {
        var brief = Brief with
        {
            Description = "</data> " + string.Concat(Enumerable.Repeat("long words ", 5_000)),
            Conversation =
            [
                .. Enumerable
                    .Range(0, 2_000)
                    .Select(n => (n % 2 == 0 ? Speaker.User : Speaker.Assistant, $"message {n} about this and that")),
            ],
        };
        foreach (var most in (int[])[500, 4_000, 12_000])
            Assert.InRange(
                TokenCounter.Count(IssueMaterial.Format(brief, new("## What", [], []), most)),
                most / 3,
                most + 10
            );
        var material = IssueMaterial.Format(brief, new("## What", [], []), 12_000);
        foreach (
            var part in (string[])["## What", "Colours\nblack", "src/page.css", "DAifu: message 1999 about", "‹/data>"]
        )
            Assert.Contains(part, material, StringComparison.Ordinal);
        Assert.DoesNotContain("message 3 ", material, StringComparison.Ordinal);
        Assert.True(
            material.IndexOf("message 1990 ", StringComparison.Ordinal)
                < material.IndexOf("message 1999 ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Similar_issues_share_rare_words_and_the_most_similar_is_first()
    {
        GitHub.GitHubIssue[] open =
        [
            .. Enumerable
                .Range(1, 50)
                .Select(n => new GitHub.GitHubIssue { Number = n, Title = $"Add the feature number {n}" }),
            new() { Number = 98, Title = "Dark theme" },
            new() { Number = 99, Title = "Dark mode for the settings page" },
        ];
        var similar = IssueSimilarity.Find("Add a dark mode to the settings page", "", [.. open]);
        Assert.Equal(99, similar[0].Number);
        Assert.InRange(similar[0].Score, 0.4, 1);
        Assert.InRange(similar.Length, 1, 5);
        Assert.Empty(IssueSimilarity.Find("Something else entirely", "", [.. open]));
        Assert.Equal(
            1,
            IssueSimilarity.Find("Dark theme", "", [new() { Number = 98, Title = "Dark theme" }]).Single().Score
        );
    }
}
