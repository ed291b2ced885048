using YudaiV3.CodeAnalysis.Tokens;
using YudaiV3.GitHub;

namespace YudaiV3.Chat.Answering;

public sealed class RepositoryOverviewTextTests
{
    [Fact]
    public void Format_of_any_size_is_brief_and_one_line_per_entry()
    {
        var words = string.Concat(Enumerable.Repeat("long\nwords 👋 ", 5_000));
        var text = RepositoryOverviewText.Format(
            new RepositoryOverview
            {
                Details = new GitHubRepository
                {
                    FullName = "octo/cat",
                    Description = words,
                    Topics = [.. Enumerable.Repeat(words, 50)],
                    Language = words,
                    DefaultBranch = "main",
                },
                Commits =
                [
                    .. Enumerable.Repeat(
                        new GitHubCommit
                        {
                            Sha = "abcdef0123456",
                            Message = words,
                            Author = new() { Name = words },
                        },
                        100
                    ),
                ],
                Issues =
                [
                    .. Enumerable
                        .Range(1, 100)
                        .Select(n => new GitHubIssue
                        {
                            Number = n,
                            Title = words,
                            Labels = [new() { Name = words }],
                        }),
                ],
                Pulls = [.. Enumerable.Range(1, 100).Select(n => new GitHubPull { Number = n, Title = words })],
            }
        );
        Assert.InRange(TokenCounter.Count(text), 100, 3_000);
        Assert.All(text.Split('\n').Skip(2), line => Assert.InRange(line.Length, 1, 170));
        Assert.Contains("- #15 long words", text, StringComparison.Ordinal);
        Assert.DoesNotContain("- #16", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_of_an_empty_repository_has_no_empty_headings() =>
        Assert.Equal(
            "On GitHub now: octo/cat\ndefault branch main · 0 open issues and pull requests · 0 stars",
            RepositoryOverviewText.Format(
                new()
                {
                    Details = new() { FullName = "octo/cat", DefaultBranch = "main" },
                }
            )
        );
}
