using YudaiV3.CodeAnalysis.Tokens;
using YudaiV3.GitHub;

namespace YudaiV3.Chat.Answering;

public sealed class FactsTextTests
{
    [Fact]
    public void Facts_of_any_size_are_brief_and_one_line_each()
    {
        var words = string.Concat(Enumerable.Repeat("long\nwords 👋 ", 5_000));
        var facts = RepositoryOverviewText.Format(
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
        Assert.InRange(TokenCounter.Count(facts), 100, 3_000);
        Assert.All(facts.Split('\n').Skip(2), line => Assert.InRange(line.Length, 1, 170));
        Assert.Contains("- #15 long words", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("- #16", facts, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_of_a_bare_repository_have_no_empty_headings() =>
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
