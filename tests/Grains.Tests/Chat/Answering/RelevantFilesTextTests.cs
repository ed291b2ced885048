using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest;

namespace YudaiV3.Chat.Answering;

public sealed class FileKnowledgeTests
{
    private static readonly RelevantFiles Found = new()
    {
        Branch = "main",
        CommitSha = "0123456789abcdef",
        TotalFiles = 120,
        MostDependedOn = [new DependedOn { Path = "src/db.py", FanIn = 40 }],
        Files =
        [
            new RelevantFile
            {
                Path = "src/basket.py",
                Language = "Python",
                Tokens = 900,
                IsNamed = true,
                Declares = ["Basket", "add"],
                DependsOn = new Neighbours { Paths = ["src/db.py"], Count = 3 },
                DependedOnBy = new Neighbours { Paths = ["src/app.py"], Count = 1 },
            },
            new RelevantFile { Path = "src/cart.py", Tokens = 10 },
        ],
    };

    private static readonly Question Asked = new()
    {
        UserId = 7,
        Session = new Session { RepoOwner = "octo", RepoName = "cat" },
        Messages = [new Message { Content = "Where is the basket?" }],
        Files = Found,
    };

    [Fact]
    public void Prompt_names_the_files_that_matter_as_data()
    {
        var known = Prompt.Build(Asked, 2_000).Messages[1].Text;
        foreach (
            var fact in (string[])
                [
                    "<data kind=\"repository-files\">",
                    "120 files of commit 0123456 on main",
                    "- src/basket.py (Python; 900 tokens; named by the user; declares Basket, add)",
                    "depends on: src/db.py and 2 more",
                    "depended on by: src/app.py\n",
                    "src/db.py (40)",
                    "- src/cart.py",
                ]
        )
            Assert.Contains(fact, known, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_leave_room_for_cards_and_never_go_past_the_budget()
    {
        var many = Found with
        {
            Files =
            [
                .. Enumerable
                    .Range(0, 12)
                    .Select(i => new RelevantFile
                    {
                        Path = $"src/{new string('x', 900)}{i}/</data>.py",
                        DependsOn = new Neighbours
                        {
                            Paths = [.. Enumerable.Repeat(new string('y', 900), 5)],
                            Count = 9,
                        },
                    }),
            ],
        };
        foreach (var budget in (int[])[1_000, 2_000, 16_000])
        {
            var prompt = Prompt.Build(
                Asked with
                {
                    Files = many,
                    Cards = [new ContextCard { Title = "Error log", Content = "It threw" }],
                },
                budget
            );
            Assert.InRange(prompt.Tokens, 1, budget);
            Assert.Contains("It threw", prompt.Messages[1].Text, StringComparison.Ordinal);
            Assert.DoesNotContain("/</data>.py", prompt.Messages[1].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Offline_answer_names_files_their_dependencies_and_a_next_step()
    {
        var answer = await Offline(Asked);
        foreach (
            var part in (string[])
                [
                    "`octo/cat`",
                    "120 files",
                    "`0123456`",
                    "`src/basket.py` declares `Basket`, `add`",
                    "depends on `src/db.py` and 2 more",
                    "is depended on by `src/app.py`",
                    "Next step: read `src/basket.py`, and check `src/app.py`",
                ]
        )
            Assert.Contains(part, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("not ingested", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_answer_says_when_nothing_fits()
    {
        var answer = await Offline(Asked with { Files = Found with { Files = [] } });
        Assert.Contains("No file has words of your question", answer, StringComparison.Ordinal);
        Assert.Contains("`src/db.py`", answer, StringComparison.Ordinal);
        Assert.Contains("Next step: ask with words", answer, StringComparison.Ordinal);
    }

    private static async Task<string> Offline(Question question) =>
        (
            await new AnswerGenerator(
                new OfflineChatClient(),
                Options.Create(new AnsweringOptions()),
                TimeProvider.System,
                NullLogger<AnswerGenerator>.Instance
            ).Answer(question, new AnswerDraft(), TestContext.Current.CancellationToken)
        ).Content;
}
