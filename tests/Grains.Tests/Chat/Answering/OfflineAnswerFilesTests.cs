using System.Text;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest;

namespace YudaiV3.Chat.Answering;

public sealed class OfflineAnswerFilesTests
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
                Declares = ["Basket", "add"],
                DependsOn = new Neighbours { Paths = ["src/db.py"], Count = 3 },
                DependedOnBy = new Neighbours { Paths = ["src/app.py"], Count = 1 },
            },
            new RelevantFile { Path = "src/cart.py" },
        ],
    };

    [Fact]
    public void Append_names_files_with_their_neighbours() =>
        Assert.Equal(
            "Files that may matter, the likeliest first:\n\n"
                + "- `src/basket.py` declares `Basket`, `add`\n"
                + "  - depends on `src/db.py` and 2 more\n"
                + "  - is depended on by `src/app.py`\n"
                + "- `src/cart.py`\n\n",
            Append(Relevant)
        );

    [Fact]
    public void Append_quotes_the_lines_that_answer()
    {
        var file = Relevant.Files[1] with
        {
            Reasons = ["path has cart"],
            Excerpts =
            [
                new Excerpt
                {
                    StartLine = 3,
                    EndLine = 4,
                    Text = "# ```\ncart()",
                },
            ],
        };
        Assert.Equal(
            "Files that may matter, the likeliest first:\n\n"
                + "- `src/cart.py`\n  - why: path has cart\n"
                + "  - lines 3 to 4:\n\n    ````\n    # ```\n    cart()\n    ````\n\n\n",
            Append(Relevant with { Files = [file] })
        );
    }

    [Fact]
    public void Summarize_and_next_step_say_that_files_were_late()
    {
        Assert.Contains("in time", OfflineAnswerFiles.Summarize(null, areLate: true), StringComparison.Ordinal);
        var late = new Question
        {
            UserId = 7,
            Session = new Session { RepoOwner = "octo", RepoName = "cat" },
            Messages = [new Message { Content = "Where is the basket?" }],
            FilesAreLate = true,
        };
        Assert.Contains("ask again", OfflineAnswerFiles.NextStep(late), StringComparison.Ordinal);
    }

    [Fact]
    public void Append_without_relevant_files_names_what_the_repository_depends_on() =>
        Assert.Equal(
            "No file has words of your question in its path or in what it declares. "
                + "Most of the repository depends on `src/db.py`.\n\n",
            Append(Relevant with { Files = [] })
        );

    [Fact]
    public void Summarize_names_the_commit_and_the_branch()
    {
        Assert.Equal(
            "; I searched the 120 files of commit `0123456` on `main`",
            OfflineAnswerFiles.Summarize(Relevant)
        );
        Assert.Contains("not ingested yet", OfflineAnswerFiles.Summarize(null), StringComparison.Ordinal);
    }

    [Fact]
    public void NextStep_fits_what_is_known()
    {
        Assert.Contains("read `src/basket.py`, and check `src/app.py`", NextStep(Relevant), StringComparison.Ordinal);
        Assert.Contains("read `src/cart.py`; then", NextStep(Relevant with { Files = Relevant.Files[1..] }));
        Assert.Contains("ask with words", NextStep(Relevant with { Files = [] }), StringComparison.Ordinal);
        Assert.Contains("have the repository ingested", NextStep(null), StringComparison.Ordinal);
        Assert.Contains("choose a repository", OfflineAnswerFiles.NextStep(null), StringComparison.Ordinal);
    }

    private static string Append(RelevantFiles files)
    {
        var text = new StringBuilder();
        OfflineAnswerFiles.Append(text, files);
        return text.ToString();
    }

    private static string NextStep(RelevantFiles? files) =>
        OfflineAnswerFiles.NextStep(
            new Question
            {
                UserId = 7,
                Session = new Session { RepoOwner = "octo", RepoName = "cat" },
                Messages = [new Message { Content = "Where is the basket?" }],
                Files = files,
            }
        );
}
