using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace YudaiV3.Chat.Answering;

public sealed class OfflineChatClientTests
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
    public async Task Answer_says_that_it_is_offline_and_names_what_the_session_knows()
    {
        var draft = new AnswerDraft();
        var answered = await Answer(Question, draft);
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
            Assert.Contains(part, answered.Content, StringComparison.Ordinal);
        Assert.Equal(("offline-daifu", 1, 0), (answered.Model, answered.Attempts, answered.Cost));
        Assert.Equal(answered.Content, draft.Text);
        Assert.Equal(answered, await Answer(Question, new AnswerDraft()));
    }

    [Fact]
    public async Task Answer_names_cards_and_files_on_one_line_each_whatever_they_are_called()
    {
        var answered = await Answer(
            Question with
            {
                Cards = [new ContextCard { Title = "A `card`\n\n# of two lines" }],
            },
            new AnswerDraft()
        );
        Assert.Contains("- Cards: `A 'card' # of two lines`\n", answered.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_without_a_repository_asks_for_one()
    {
        var answered = await Answer(
            new Question
            {
                UserId = 7,
                Session = new Session(),
                Messages = [new Message { Content = new string('x', 10_000) }],
            },
            new AnswerDraft()
        );
        Assert.Contains("No repository is chosen", answered.Content, StringComparison.Ordinal);
        Assert.InRange(answered.Content.Length, 300, 1_500);
    }

    [Fact]
    public async Task Answer_tells_how_the_repository_stands_on_GitHub()
    {
        var answered = await Answer(
            Question with
            {
                News = new()
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
            answered.Content,
            StringComparison.Ordinal
        );
        Assert.Contains("#5 `Title 5`", answered.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("#6", answered.Content, StringComparison.Ordinal);
        Assert.InRange(answered.Content.Length, 300, 2_000);
    }

    [Fact]
    public async Task Answer_comes_word_by_word_also_without_a_session()
    {
        using var client = new OfflineChatClient();
        var updates = await client.GetStreamingResponseAsync("Hello there").ToListAsync();
        Assert.True(updates.Count > 20);
        Assert.All(updates, update => Assert.Equal("offline-daifu", update.ModelId));
        Assert.Equal(
            (await client.GetResponseAsync("Hello there")).Text,
            string.Concat(updates.Select(update => update.Text))
        );
    }

    private static Task<GeneratedAnswer> Answer(Question question, AnswerDraft draft) =>
        new AnswerGenerator(
            new OfflineChatClient(),
            Options.Create(new AnsweringOptions()),
            TimeProvider.System,
            NullLogger<AnswerGenerator>.Instance
        ).Answer(question, draft, TestContext.Current.CancellationToken);
}
