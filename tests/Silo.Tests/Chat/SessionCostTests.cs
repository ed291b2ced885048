using YudaiV3.Chat;

namespace YudaiV3.Silo.Tests.Chat;

/// <summary>The cost of a session in PostgreSQL does not grow with its length.</summary>
public sealed class SessionCostTests
{
    private const int Turns = 5_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Session_of_10000_messages_costs_what_a_new_one_does()
    {
        var database = await Storage.StorageFixture.NewSchema();
        await using (var silo = await RealSilo.Start(database))
        {
            var (large, small) = (await silo.Session("large"), await silo.Session("small"));
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Turns),
                new ParallelOptions { MaxDegreeOfParallelism = 32 },
                async (turn, _) => await large.Ask(Say(turn), Patience)
            );
            Assert.Equal(2 * Turns, (await large.Statistics())!.Statistics.TotalMessages);

            // The rounds alternate, so that background work of PostgreSQL affects both alike.
            long smallBytes = 0,
                largeBytes = 0;
            for (var round = 0; round < 4; round++)
            {
                smallBytes += await Post(silo, small, round);
                largeBytes += await Post(silo, large, Turns + round);
            }
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"WAL of 256 turns: {smallBytes} bytes in a new session, {largeBytes} in one of 10,000 messages."
            );
            Assert.InRange((double)largeBytes / smallBytes, 0.8, 1.2);
        }

        await using var next = await RealSilo.Start(database);
        Assert.InRange(
            await Rows(
                next,
                "Opening",
                async session => (await session.Open(new MessagePage()))!.Messages.Length,
                expected: 200
            ),
            1,
            20
        );

        var middle = (await next.Grains.ChatSession(1, "large").Open(new MessagePage { AtSeq = Turns, Limit = 1 }))!
            .Messages[0]
            .MessageId;
        Assert.InRange(
            await Rows(
                next,
                "A page of 50 in the middle",
                async session =>
                    (await session.Messages(new MessagePage { Before = middle, Limit = 50 }))!.Value.Length,
                expected: 50
            ),
            1,
            20
        );
        Assert.InRange(await Rows(next, "All pages", AllPages, expected: 2 * (Turns + 256)), 1, 1_000);
    }

    private static async Task<int> AllPages(IChatSession session)
    {
        var (count, before) = (0, default(string));
        while (
            (await session.Messages(new MessagePage { Before = before, Limit = 500 }))!.Value is { Length: > 0 } page
        )
            (count, before) = (count + page.Length, page[0].MessageId);
        return count;
    }

    private static async Task<long> Post(RealSilo silo, IChatSession session, int round)
    {
        await silo.Costs();
        for (var turn = 0; turn < 64; turn++)
            await session.Ask(Say((round * 1_000) + turn), Patience);
        return (await silo.Costs()).WalBytes;
    }

    private static async Task<long> Rows(RealSilo silo, string what, Func<IChatSession, Task<int>> read, int expected)
    {
        await silo.Costs();
        Assert.Equal(expected, await read(silo.Grains.ChatSession(1, "large")));
        var (_, rows) = await silo.Costs();
        TestContext.Current.TestOutputHelper?.WriteLine($"{what} read {rows} rows.");
        return rows;
    }

    private static NewMessage Say(int number) =>
        new()
        {
            Content = $"A message of the usual length, number {number:00000000}",
            ClientMessageId = Guid.NewGuid().ToString(),
        };
}
