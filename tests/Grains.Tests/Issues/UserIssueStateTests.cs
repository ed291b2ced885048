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
        Assert.Equal(to, Standing(from).Move(new() { Status = to }, Noon).Issue!.Status);

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
        foreach (var to in Enum.GetValues<IssueStatus>().Where(to => !allowed.Contains((from, to))))
            Assert.Throws<ConflictException>(() => Standing(from).Move(new() { Status = to }, Noon));
    }

    [Fact]
    public void Move_sent_again_changes_nothing_and_a_new_one_like_it_is_a_conflict()
    {
        var moved = Standing(IssueStatus.Pending)
            .Move(new() { Status = IssueStatus.Processing, RequestId = "one" }, Noon);
        Assert.Same(
            moved,
            moved.Move(new() { Status = IssueStatus.Processing, RequestId = "one" }, Noon.AddMinutes(1))
        );
        Assert.Throws<ConflictException>(() =>
            moved.Move(new() { Status = IssueStatus.Processing, RequestId = "two" }, Noon)
        );
    }

    [Fact]
    public void Move_keeps_what_is_not_said_anew()
    {
        var done = Standing(IssueStatus.Processing)
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
    public void Sending_is_unfinished_until_it_is_filed_or_known_not_to_be_there()
    {
        var sent = Standing(IssueStatus.Pending).Send(Noon);
        Assert.Equal((true, true, true, Noon), (sent.IsUnfinished, sent.MayBeThere, sent.Wanted, sent.FilingSince));
        // whoever asks again after days is finished for as long as the first time
        Assert.Equal(Noon.AddDays(2), sent.Send(Noon.AddDays(2)).FilingSince);
        Assert.False(sent.NotSent(wanted: false).IsUnfinished);
        Assert.True(sent.NotSent(wanted: true).IsUnfinished);
        Assert.False(sent.Filed(new() { Number = 3 }, Noon).IsUnfinished);
    }

    [Fact]
    public void Filed_says_what_GitHub_left_out()
    {
        var state = Standing(IssueStatus.Failed) with { Labels = ["bug", "ui"], Assignees = ["mona", "octo"] };
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
    public void Without_drops_what_was_refused_and_nothing_where_nothing_is_left()
    {
        var state = Standing(IssueStatus.Pending) with { Labels = ["bug"], Assignees = ["mona"] };
        var less = state.Without(["assignees"]);
        Assert.Equal((1, 0, "assignee mona"), (less.Labels.Length, less.Assignees.Length, less.Dropped.Single()));
        Assert.Same(less, less.Without(["assignees"]));
        Assert.Same(state, state.Without(["title"]));
    }

    private static UserIssueState Standing(IssueStatus status) =>
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
