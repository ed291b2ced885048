using System.Diagnostics;
using System.Runtime.InteropServices;

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>Processes that die, hang and are replaced.</summary>
[Collection(nameof(FaultFixture))]
public sealed class ProcessTests(FaultFixture world)
{
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_of_each_silo_in_turn_loses_nothing()
    {
        foreach (var (n, silo) in world.Cluster.Silos.Where(silo => !silo.HasEnded).ToArray().Index())
            await world.Under($"silo {n + 1} killed", Goal, async () =>
            {
                var killed = Stopwatch.GetTimestamp();
                await silo.Kill();
                return killed;
            });
    }

    [Fact]
    public async Task Kill_of_each_Api_in_turn_loses_nothing()
    {
        foreach (var (n, api) in world.Cluster.Apis.Where(api => !api.Process.HasEnded).ToArray().Index())
            await world.Under($"Api {n + 1} killed", Goal, async () =>
            {
                var killed = Stopwatch.GetTimestamp();
                await api.Process.Kill();
                return killed;
            });
    }

    [Fact]
    public Task Restart_of_processes_one_by_one_loses_nothing() =>
        world.Under(
            Length.IsLong ? "all processes restarted one by one" : "a silo and an Api restarted",
            Goal,
            async () =>
            {
                var last = 0L;
                ChildProcess[] silos = [.. world.Cluster.Silos.Where(silo => !silo.HasEnded)],
                    apis = [.. world.Cluster.Apis.Select(api => api.Process).Where(api => !api.HasEnded)];
                foreach (var process in Length.IsLong ? [.. silos, .. apis] : (ChildProcess[])[silos[0], apis[0]])
                {
                    last = Stopwatch.GetTimestamp();
                    process.Signal(PosixSignal.SIGTERM);
                    Assert.Equal(0, await process.End(Patience));
                    await world.BeWhole();
                }
                return last;
            }
        );

    [Fact]
    public Task Silo_that_hangs_loses_nothing() =>
        world.Under(
            $"a silo stopped for {Hang.TotalSeconds:0} s (SIGSTOP)",
            Goal + TimeSpan.FromSeconds(10),
            async () =>
            {
                var silo = world.Cluster.Silos.First(silo => !silo.HasEnded);
                var hung = Stopwatch.GetTimestamp();
                silo.Freeze();
                await FaultFixture.Pass(Hang);
                silo.Thaw();
                // The others have declared it dead; it reads so, and ends.
                await silo.End(Patience);
                return hung;
            }
        );

    private static TimeSpan Hang => Length.Seconds(14, 20);
}
