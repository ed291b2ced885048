namespace YudaiV3.Issues;

public sealed class IssueEntryTests
{
    private static readonly IssueEntry Entry = IssueEntry.From(
        new UserIssue
        {
            IssueId = "i",
            Status = IssueStatus.Failed,
            Priority = IssuePriority.High,
            RepoOwner = "Octo",
            RepoName = "Cat",
            ConversationId = "session",
            ProcessingTime = 5,
        }
    );

    [Fact]
    public void From_keeps_what_statistics_need() =>
        Assert.Equal(("i", true, 5), (Entry.IssueId, Entry.HasSession, Entry.Time));

    [Fact]
    public void Matches_compares_every_field_of_the_filter()
    {
        Assert.True(Entry.Matches(new IssueFilter()));
        Assert.True(
            Entry.Matches(
                new IssueFilter
                {
                    Status = IssueStatus.Failed,
                    Priority = IssuePriority.High,
                    RepoOwner = "octo",
                    RepoName = "CAT",
                }
            )
        );
        Assert.False(Entry.Matches(new IssueFilter { Status = IssueStatus.Pending }));
        Assert.False(Entry.Matches(new IssueFilter { Priority = IssuePriority.Low }));
        Assert.False(Entry.Matches(new IssueFilter { RepoOwner = "cat" }));
        Assert.False(Entry.Matches(new IssueFilter { RepoName = "octo" }));
    }
}
