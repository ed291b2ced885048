namespace YudaiV3.GitHub;

public sealed class IdempotentRequestsTests
{
    [Fact]
    public async Task Once_for_a_running_or_created_request_sends_it_once()
    {
        var (requests, response, sent) = (new IdempotentRequests(), new TaskCompletionSource<IssueCreation>(), 0);
        Task<IssueCreation> Send()
        {
            sent++;
            return response.Task;
        }
        var calls = Enumerable.Range(0, 5).Select(_ => requests.Once("one", Send)).ToArray();
        var created = new IssueCreation { Outcome = CreationOutcome.Created };
        response.SetResult(created);
        Assert.All(await Task.WhenAll(calls), creation => Assert.Same(created, creation));
        Assert.Same(created, await requests.Once("one", Send));
        Assert.Equal(1, sent);
    }

    [Theory]
    [InlineData(CreationOutcome.NotCreated)]
    [InlineData(CreationOutcome.Refused)]
    [InlineData(CreationOutcome.Unknown)]
    internal async Task Once_after_a_failed_request_sends_it_again(CreationOutcome outcome)
    {
        var (requests, sent) = (new IdempotentRequests(), 0);
        for (var n = 1; n <= 2; n++)
        {
            await requests.Once("one", () =>
                Task.FromResult(new IssueCreation { Outcome = outcome, RefusedFields = [$"{++sent}"] })
            );
            Assert.Equal(n, sent);
        }
        await Assert.ThrowsAsync<TimeoutException>(() =>
            requests.Once("two", () => Task.FromException<IssueCreation>(new TimeoutException()))
        );
        Assert.Equal(
            CreationOutcome.Created,
            (
                await requests.Once("two", () =>
                    Task.FromResult(new IssueCreation { Outcome = CreationOutcome.Created })
                )
            ).Outcome
        );
    }
}
