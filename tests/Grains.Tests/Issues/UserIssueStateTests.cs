using YudaiV3.GitHub;

namespace YudaiV3.Issues;

public sealed class UserIssueStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(IssueStatus.Pending, IssueStatus.Processing)]
    [InlineData(IssueStatus.Processing, IssueStatus.Completed)]
    [InlineData(IssueStatus.Processing, IssueStatus.Failed)]
    [InlineData(IssueStatus.Failed, IssueStatus.Pending)]
    public void Move_that_is_allowed_moves(IssueStatus from, IssueStatus to) =>
        Assert.Equal(to, With(from).Move(new() { Status = to }, Noon).Issue!.Status);

    [Fact]
    public void Move_that_is_not_allowed_is_a_conflict()
    {
        (IssueStatus, IssueStatus)[] allowed =
        [
            (IssueStatus.Pending, IssueStatus.Processing),
            (IssueStatus.Processing, IssueStatus.Completed),
            (IssueStatus.Processing, IssueStatus.Failed),
            (IssueStatus.Failed, IssueStatus.Pending),
        ];
        foreach (var from in Enum.GetValues<IssueStatus>())
        {
            foreach (var to in Enum.GetValues<IssueStatus>().Where(to => !allowed.Contains((from, to))))
                Assert.Throws<ConflictException>(() => With(from).Move(new() { Status = to }, Noon));
        }
    }

    [Fact]
    public void Move_sent_again_changes_nothing_and_a_new_one_like_it_is_a_conflict()
    {
        var moved = With(IssueStatus.Pending).Move(new() { Status = IssueStatus.Processing, RequestId = "one" }, Noon);
        Assert.Same(
            moved,
            moved.Move(new() { Status = IssueStatus.Processing, RequestId = "one" }, Noon.AddMinutes(1))
        );
        Assert.Throws<ConflictException>(() =>
            moved.Move(new() { Status = IssueStatus.Processing, RequestId = "two" }, Noon)
        );
    }

    [Fact]
    public void Move_keeps_fields_that_the_change_does_not_set()
    {
        var done = With(IssueStatus.Processing)
            .Move(
                new()
                {
                    Status = IssueStatus.Failed,
                    AgentResponse = "no",
                    ProcessingTime = 5,
                    TokensUsed = 7,
                },
                Noon
            );
        Assert.Equal(
            ("no", 5d, 7, Noon),
            (done.Issue!.AgentResponse, done.Issue.ProcessingTime, done.Issue.TokensUsed, done.Issue.ProcessedAt)
        );
        var again = done.Move(new() { Status = IssueStatus.Pending }, Noon);
        Assert.Equal(("no", null), (again.Issue!.AgentResponse, again.Issue.ProcessedAt));
    }

    [Fact]
    public void Send_is_unfinished_until_the_issue_is_filed_or_known_not_to_exist()
    {
        var sent = With(IssueStatus.Pending).Send(Noon, Noon + TimeSpan.FromSeconds(10));
        Assert.Equal((true, true, true, Noon), (sent.IsUnfinished, sent.MayBeThere, sent.Wanted, sent.FilingSince));
        Assert.Equal(Noon.AddDays(2), sent.Send(Noon.AddDays(2), Noon.AddDays(3)).FilingSince);
        Assert.False(sent.NotSent(wanted: false).IsUnfinished);
        Assert.True(sent.NotSent(wanted: true).IsUnfinished);
        Assert.False(sent.Filed(new() { Number = 3 }, Noon).IsUnfinished);
    }

    [Fact]
    public void Send_is_settled_when_no_request_can_still_create_the_issue()
    {
        var sent = With(IssueStatus.Pending).Send(Noon, Noon + TimeSpan.FromSeconds(10));
        Assert.Equal(Noon + TimeSpan.FromSeconds(10 + 5 + 12), sent.SettledAt); // clocks, GitHub
        var earlierVersion = sent with { SendBefore = null };
        Assert.Equal(Noon + TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(5 + 12), earlierVersion.SettledAt);
    }

    [Fact]
    public void Filed_lists_what_GitHub_ignored()
    {
        var state = With(IssueStatus.Failed) with { Labels = ["bug", "ui"], Assignees = ["mona", "octo"] };
        var filed = state.Filed(
            new GitHubIssue
            {
                Number = 3,
                HtmlUrl = "u",
                Title = "t",
                State = "open",
                Labels = [new() { Name = "BUG" }],
                Assignees = [new() { Login = "octo" }],
            },
            Noon
        );
        Assert.Equal(["label ui", "assignee mona"], filed.Dropped);
        Assert.Equal(
            (IssueStatus.Completed, 3, "u", "open"),
            (
                filed.Issue!.Status,
                filed.Issue.GithubIssueNumber,
                filed.Issue.GithubIssueUrl,
                filed.Issue.GithubIssueState
            )
        );
    }

    [Fact]
    public void Without_removes_refused_fields_that_are_set()
    {
        var state = With(IssueStatus.Pending) with { Labels = ["bug"], Assignees = ["mona"] };
        var less = state.Without(["assignees"]);
        Assert.Equal((1, 0, "assignee mona"), (less.Labels.Length, less.Assignees.Length, less.Dropped.Single()));
        Assert.Same(less, less.Without(["assignees"]));
        Assert.Same(state, state.Without(["title"]));
    }

    [Fact]
    public void ShouldResume_ends_a_day_after_the_last_request()
    {
        var sent = With(IssueStatus.Pending).Send(Noon, Noon + TimeSpan.FromSeconds(10));
        Assert.True(sent.ShouldResume(Noon.AddDays(1).AddTicks(-1)));
        Assert.False(sent.ShouldResume(Noon.AddDays(1)));
        Assert.True(sent.Send(Noon.AddDays(2), Noon.AddDays(3)).ShouldResume(Noon.AddDays(2)));
        Assert.False(sent.NotSent(wanted: false).ShouldResume(Noon));
    }

    [Fact]
    public void Create_again_keeps_the_first_issue()
    {
        var created = new UserIssueState().Create(new() { Title = "t" }, 3, 7, "i", 11, Noon);
        Assert.Equal(
            ("t", "t", 3L, 7L, 11L, Noon),
            (
                created.Issue!.Title,
                created.Issue.IssueTextRaw,
                created.Place,
                created.Issue.UserId,
                created.Issue.Id,
                created.Issue.CreatedAt
            )
        );
        Assert.Same(created, created.Create(new() { Title = "other" }, 4, 7, "i", 11, Noon.AddDays(1)));
    }

    [Fact]
    public void Refresh_takes_over_state_and_title_and_nothing_if_they_are_the_same()
    {
        var refreshed = With(IssueStatus.Completed).Refresh(new() { State = "closed", Title = "new" });
        Assert.Equal(("closed", "new"), (refreshed.Issue!.GithubIssueState, refreshed.Issue.GithubIssueTitle));
        Assert.Same(refreshed, refreshed.Refresh(new() { State = "closed", Title = "new" }));
    }

    private static UserIssueState With(IssueStatus status) =>
        new()
        {
            Issue = new UserIssue
            {
                IssueId = "i",
                Title = "t",
                Status = status,
            },
        };
}
