namespace YudaiV3.Issues;

public sealed class IssueSimilarityTests
{
    [Fact]
    public void Find_returns_issues_that_share_rare_words_most_similar_first()
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
