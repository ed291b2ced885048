using System.Diagnostics;

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>PostgreSQL that goes away, drops its connections and has no more room.</summary>
[Collection(nameof(FaultFixture))]
public sealed class DatabaseTests(FaultFixture world)
{
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The closest to their goals, because PostgreSQL starts a process for every connection of every silo at once.
    /// </summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public Task Database_that_is_away_for_a_while_loses_nothing() =>
        world.Under($"PostgreSQL stopped for {Away.TotalSeconds:0} s", Goal, async () =>
        {
            await world.Database.Stop();
            await FaultFixture.Pass(Away);
            await world.Database.Start();
            return Stopwatch.GetTimestamp();
        });

    [Fact]
    public Task Connections_that_are_cut_lose_nothing() =>
        world.Under(
            "all connections to PostgreSQL cut",
            Goal,
            async () =>
            {
                var cut = Stopwatch.GetTimestamp();
                await world.Database.CutConnections();
                return cut;
            },
            Limit
        );

    [Fact]
    public Task Full_disk_loses_nothing() =>
        world.Under(
            world.Database.HasDisk ? "PostgreSQL's disk full" : "PostgreSQL says that its disk is full (by a trigger)",
            Goal,
            async () =>
            {
                await world.Database.Fill();
                await FaultFixture.Pass(Length.Seconds(6, 20));
                Assert.True(world.Database.TimesFull > 0, "PostgreSQL has not run out of room");
                await world.Database.Empty();
                return Stopwatch.GetTimestamp();
            },
            Limit
        );

    private static TimeSpan Away => Length.Seconds(10, 20);
}
