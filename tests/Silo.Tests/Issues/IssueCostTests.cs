using YudaiV3.Issues;
using YudaiV3.Silo.Tests.Chat;

namespace YudaiV3.Silo.Tests.Issues;

/// <summary>The cost of an issue in PostgreSQL does not grow with the number of issues of a user.</summary>
public sealed class IssueCostTests
{
    private const int Issues = 1_024;

    [Fact]
    public async Task Issue_of_a_user_with_1000_costs_what_the_first_ones_do_and_lists_read_what_they_show()
    {
        var database = await Storage.StorageFixture.NewSchema();
        await using (var silo = await RealSilo.Start(database))
        {
            var (many, few) = (silo.Grains.UserIssues(1), silo.Grains.UserIssues(2));
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Issues),
                new ParallelOptions { MaxDegreeOfParallelism = 16 },
                async (n, _) => await many.Create(New(n))
            );

            // The rounds alternate, so that background work of PostgreSQL affects both alike. Each round fills a page.
            long manyBytes = 0,
                fewBytes = 0;
            for (var round = 0; round < 2; round++)
            {
                fewBytes += await Make(silo, few);
                manyBytes += await Make(silo, many);
            }
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"WAL of 128 issues: {fewBytes} bytes for a new user, {manyBytes} for one with 1,000."
            );
            Assert.InRange((double)manyBytes / fewBytes, 0.7, 1.3);
        }

        await using var next = await RealSilo.Start(database);
        var user = next.Grains.UserIssues(1);
        Assert.InRange(
            await Rows(next, async () => Assert.Equal(50, (await user.List(new IssueFilter())).Issues!.Value.Length)),
            51,
            55
        );
        Assert.Equal(
            0,
            await Rows(next, async () =>
                Assert.Equal("issue 63", (await user.List(new IssueFilter())).Issues!.Value[0].Title)
            )
        );
        Assert.InRange(
            await Rows(next, async () => Assert.Equal(Issues + 128, (await user.Statistics()).TotalIssues)),
            0,
            1
        );
    }

    private static NewIssue New(int n) =>
        new()
        {
            Title = $"issue {n}",
            Description = "What is to be done",
            RequestId = Guid.NewGuid().ToString(),
        };

    private static async Task<long> Make(RealSilo silo, IUserIssues issues)
    {
        await silo.Costs();
        for (var n = 0; n < 64; n++)
            await issues.Create(New(n));
        return (await silo.Costs()).WalBytes;
    }

    private static async Task<long> Rows(RealSilo silo, Func<Task> read)
    {
        await silo.Costs();
        await read();
        return (await silo.Costs()).RowsRead;
    }
}
