using System.Diagnostics;

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>PostgreSQL that stops, drops its connections or has a full disk.</summary>
[Collection(nameof(FaultFixture))]
public sealed class DatabaseTests(FaultFixture fixture)
{
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(5);

    /// <summary>
    /// These faults are the closest to their goal, because PostgreSQL starts a process for every connection of every
    /// silo at the same time.
    /// </summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public Task Stopped_database_loses_nothing() =>
        fixture.RunUnderLoad($"PostgreSQL stopped for {StopTime.TotalSeconds:0} s", Goal, async () =>
        {
            await fixture.Database.Stop();
            await FaultFixture.Wait(StopTime);
            await fixture.Database.Start();
            return Stopwatch.GetTimestamp();
        });

    [Fact]
    public Task Cut_connections_lose_nothing() =>
        fixture.RunUnderLoad(
            "all connections to PostgreSQL cut",
            Goal,
            async () =>
            {
                var start = Stopwatch.GetTimestamp();
                await fixture.Database.CutConnections();
                return start;
            },
            Limit
        );

    [Fact]
    public Task Full_disk_loses_nothing() =>
        fixture.RunUnderLoad(
            fixture.Database.HasDisk ? "PostgreSQL's disk full" : "PostgreSQL reports a full disk (by a trigger)",
            Goal,
            async () =>
            {
                await fixture.Database.FillDisk();
                await FaultFixture.Wait(TestDuration.Seconds(6, 20));
                Assert.True(fixture.Database.FullDiskErrors > 0, "PostgreSQL has not reported a full disk");
                await fixture.Database.FreeDisk();
                return Stopwatch.GetTimestamp();
            },
            Limit
        );

    private static TimeSpan StopTime => TestDuration.Seconds(10, 20);
}
