namespace YudaiV3.GitHub;

public sealed class TicketLineTests
{
    [Fact]
    public async Task Ticket_that_is_in_line_is_not_sent_again_and_all_get_its_outcome()
    {
        var (line, answer, sent) = (new IdempotentRequests(), new TaskCompletionSource<IssueCreation>(), 0);
        Task<IssueCreation> Send()
        {
            sent++;
            return answer.Task;
        }
        var asking = Enumerable.Range(0, 5).Select(_ => line.Once("one", Send)).ToArray();
        var created = new IssueCreation { Outcome = CreationOutcome.Created };
        answer.SetResult(created);
        Assert.All(await Task.WhenAll(asking), creation => Assert.Same(created, creation));
        Assert.Same(created, await line.Once("one", Send));
        Assert.Equal(1, sent);
    }

    [Theory]
    [InlineData(CreationOutcome.NotCreated)]
    [InlineData(CreationOutcome.Refused)]
    [InlineData(CreationOutcome.Unknown)]
    internal async Task Ticket_that_led_to_nothing_may_be_used_again(CreationOutcome outcome)
    {
        var (line, sent) = (new IdempotentRequests(), 0);
        for (var n = 1; n <= 2; n++)
        {
            await line.Once("one", () =>
                Task.FromResult(new IssueCreation { Outcome = outcome, RefusedFields = [$"{++sent}"] })
            );
            Assert.Equal(n, sent);
        }
        await Assert.ThrowsAsync<TimeoutException>(() =>
            line.Once("two", () => Task.FromException<IssueCreation>(new TimeoutException()))
        );
        Assert.Equal(
            CreationOutcome.Created,
            (
                await line.Once("two", () => Task.FromResult(new IssueCreation { Outcome = CreationOutcome.Created }))
            ).Outcome
        );
    }
}
