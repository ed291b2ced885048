using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest;

namespace YudaiV3.Chat.Answering;

public sealed class RelevantFilesTextTests
{
    private static readonly RelevantFiles Relevant = new()
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

    private static readonly Question Question = new()
    {
        UserId = 7,
        Session = new Session { RepoOwner = "octo", RepoName = "cat" },
        Messages = [new Message { Content = "Where is the basket?" }],
        Files = Relevant,
    };

    [Fact]
    public void Format_in_a_prompt_names_the_files_and_their_neighbours()
    {
        var data = Prompt.Build(Question, 2_000).Messages[1].Text;
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
            Assert.Contains(fact, data, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_with_long_paths_leaves_room_for_cards_and_stays_in_the_budget()
    {
        var many = Relevant with
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
                Question with
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
    public void Format_quotes_the_lines_that_answer_and_keeps_all_names_when_room_is_short()
    {
        var quoted = Relevant with
        {
            Files =
            [
                .. Relevant.Files.Select(file =>
                    file with
                    {
                        Reasons = ["path has basket"],
                        Excerpts =
                        [
                            new Excerpt
                            {
                                StartLine = 3,
                                EndLine = 4,
                                Text = "class Basket:\n    pass" + new string('x', 400),
                            },
                        ],
                    }
                ),
            ],
        };
        var text = RelevantFilesText.Format(quoted, 1_000);
        Assert.Contains("  why: path has basket\n", text, StringComparison.Ordinal);
        Assert.Contains("  lines 3 to 4:\n    class Basket:\n        pass", text, StringComparison.Ordinal);
        var names = RelevantFilesText.Format(quoted, 180);
        Assert.Contains("- src/cart.py", names, StringComparison.Ordinal);
        Assert.DoesNotContain("class Basket", names, StringComparison.Ordinal);
    }

    [Fact]
    public void Prompt_says_that_files_were_not_at_hand_in_time()
    {
        var data = Prompt.Build(Question with { Files = null, FilesAreLate = true }, 2_000).Messages[1].Text;
        Assert.Contains("could not be looked at in time", data, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Format_without_room_for_the_heading_is_empty(int maxTokens) =>
        Assert.Equal("", RelevantFilesText.Format(Relevant, maxTokens));

    [Fact]
    public void Format_without_relevant_files_says_so()
    {
        var text = RelevantFilesText.Format(Relevant with { Files = [] }, 1_000);
        Assert.StartsWith("None of the 120 files of commit 0123456 on main", text, StringComparison.Ordinal);
        Assert.DoesNotContain("src/basket.py", text, StringComparison.Ordinal);
    }
}
