using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace YudaiV3.Chat.Answering;

public sealed class OfflineAnswerTests
{
    private static readonly Question Question = new()
    {
        UserId = 7,
        Session = new Session
        {
            RepoOwner = "octo",
            RepoName = "cat",
            RepoBranch = "dev",
        },
        Messages = [new Message { Content = "Why does `it` fail?\nAgain?", ReferencedFiles = ["src/app.cs"] }],
        Cards = [new ContextCard { Title = "Error log" }],
    };

    [Fact]
    public async Task Create_for_a_session_says_that_it_is_offline_and_names_its_material()
    {
        var draft = new AnswerDraft();
        var answer = await Answer(Question, draft);
        foreach (
            var part in new[]
            {
                "offline",
                "no model endpoint",
                "> Why does `it` fail? Again?",
                "`octo/cat`",
                "`dev`",
                "Error log",
                "`src/app.cs`",
                "not ingested yet",
                "Next step",
            }
        )
            Assert.Contains(part, answer.Content, StringComparison.Ordinal);
        Assert.Equal(("offline-daifu", 1, 0), (answer.Model, answer.Attempts, answer.Cost));
        Assert.Equal(answer.Content, draft.Text);
        Assert.Equal(answer, await Answer(Question, new AnswerDraft()));
    }

    [Fact]
    public async Task Create_with_backticks_and_line_breaks_in_names_writes_one_line()
    {
        var answer = await Answer(
            Question with
            {
                Cards = [new ContextCard { Title = "A `card`\n\n# of two lines" }],
            },
            new AnswerDraft()
        );
        Assert.Contains("- Cards: `A 'card' # of two lines`\n", answer.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_without_a_repository_asks_for_one()
    {
        var answer = await Answer(
            new Question
            {
                UserId = 7,
                Session = new Session(),
                Messages = [new Message { Content = new string('x', 10_000) }],
            },
            new AnswerDraft()
        );
        Assert.Contains("No repository is chosen", answer.Content, StringComparison.Ordinal);
        Assert.InRange(answer.Content.Length, 300, 1_500);
    }

    [Fact]
    public async Task Create_with_an_overview_names_its_newest_issues_and_commit()
    {
        var answer = await Answer(
            Question with
            {
                Overview = new()
                {
                    Details = new() { Private = true, OpenIssuesCount = 7 },
                    Commits = [new() { Message = "Fix `it`\n\nAt length" }],
                    Issues =
                    [
                        .. Enumerable
                            .Range(1, 9)
                            .Select(n => new GitHub.GitHubIssue
                            {
                                Number = n,
                                Title = $"Title {n}{new string('x', n == 1 ? 500 : 0)}",
                            }),
                    ],
                },
            },
            new AnswerDraft()
        );
        Assert.Contains(
            "- On GitHub: private, 7 open issues and pull requests, newest commit `Fix 'it'`\n  - #1 `Title 1xxx",
            answer.Content,
            StringComparison.Ordinal
        );
        Assert.Contains("#5 `Title 5`", answer.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("#6", answer.Content, StringComparison.Ordinal);
        Assert.InRange(answer.Content.Length, 300, 2_000);
    }

    private static Task<GeneratedAnswer> Answer(Question question, AnswerDraft draft) =>
        new AnswerGenerator(
            new OfflineChatClient(),
            Options.Create(new AnsweringOptions()),
            TimeProvider.System,
            NullLogger<AnswerGenerator>.Instance
        ).Answer(question, draft, TestContext.Current.CancellationToken);
}
