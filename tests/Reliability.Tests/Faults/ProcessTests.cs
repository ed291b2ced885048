using System.Diagnostics;
using System.Runtime.InteropServices;

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>Processes that are killed, restarted or frozen.</summary>
[Collection(nameof(FaultFixture))]
public sealed class ProcessTests(FaultFixture fixture)
{
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_of_each_silo_in_turn_loses_nothing()
    {
        foreach (var (n, silo) in fixture.Cluster.Silos.Where(silo => !silo.HasEnded).ToArray().Index())
            await fixture.RunUnderLoad($"silo {n + 1} killed", Goal, async () =>
            {
                var killed = Stopwatch.GetTimestamp();
                await silo.Kill();
                return killed;
            });
    }

    [Fact]
    public async Task Kill_of_each_Api_in_turn_loses_nothing()
    {
        foreach (var (n, api) in fixture.Cluster.Apis.Where(api => !api.Process.HasEnded).ToArray().Index())
            await fixture.RunUnderLoad($"Api node {n + 1} killed", Goal, async () =>
            {
                var killed = Stopwatch.GetTimestamp();
                await api.Process.Kill();
                return killed;
            });
    }

    [Fact]
    public Task Restart_of_processes_one_by_one_loses_nothing() =>
        fixture.RunUnderLoad(
            TestDuration.IsLong ? "all processes restarted one by one" : "a silo and an Api node restarted",
            Goal,
            async () =>
            {
                var last = 0L;
                ChildProcess[] silos = [.. fixture.Cluster.Silos.Where(silo => !silo.HasEnded)],
                    apis = [.. fixture.Cluster.Apis.Select(api => api.Process).Where(api => !api.HasEnded)];
                foreach (var process in TestDuration.IsLong ? [.. silos, .. apis] : (ChildProcess[])[silos[0], apis[0]])
                {
                    last = Stopwatch.GetTimestamp();
                    process.Signal(PosixSignal.SIGTERM);
                    Assert.Equal(0, await process.End(MaxWait));
                    await fixture.RestoreProcesses();
                }
                return last;
            }
        );

    [Fact]
    public Task Paused_silo_loses_nothing() =>
        fixture.RunUnderLoad(
            $"a silo paused for {PauseTime.TotalSeconds:0} s (SIGSTOP)",
            Goal + TimeSpan.FromSeconds(10),
            async () =>
            {
                var silo = fixture.Cluster.Silos.First(silo => !silo.HasEnded);
                var start = Stopwatch.GetTimestamp();
                silo.Freeze();
                await FaultFixture.Wait(PauseTime);
                silo.Thaw();
                // The other silos have declared it dead. It reads that and ends.
                await silo.End(MaxWait);
                return start;
            }
        );

    private static TimeSpan PauseTime => TestDuration.Seconds(14, 20);
}
