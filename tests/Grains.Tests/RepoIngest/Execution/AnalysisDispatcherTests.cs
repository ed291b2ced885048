using System.Collections.Concurrent;
using Orleans.Runtime;
using YudaiV3.RepoIngest.Packs;

namespace YudaiV3.RepoIngest.Execution;

public sealed class AnalysisDispatcherTests
{
    [Fact]
    public async Task Send_to_a_worker_that_is_lost_sends_that_run_again_and_no_other()
    {
        var sent = new ConcurrentBag<string>();
        var read = new ConcurrentBag<string>();
        var lost = 0;
        await using var dispatcher = new AnalysisDispatcher(
            _ => new Worker(run =>
            {
                sent.Add(run.Name!);
                if (run.Name == "100" && Interlocked.Exchange(ref lost, 1) == 0)
                    throw new SiloUnavailableException();
            }),
            1_000_000,
            Learn,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        for (var i = 0; i < 1_000; i++)
            await dispatcher.Send(Run($"{i}", new byte[10]));
        await dispatcher.Done().WaitAsync(IngestCluster.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(1_000, read.Distinct().Count());
        Assert.Equal(1_000, read.Count);
        Assert.Equal(1_000 + lost, sent.Count);

        Task Learn(FileRun run, PackedRun packed)
        {
            read.Add(run.Name!);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Send_of_more_than_may_be_under_way_waits_until_some_is_read()
    {
        var goOn = new TaskCompletionSource();
        var underWay = new ConcurrentBag<int>();
        await using var dispatcher = new AnalysisDispatcher(
            _ => new Worker(run => underWay.Add((int)run.Bytes), goOn.Task),
            1_000_000,
            (_, _) => Task.CompletedTask,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        var sending = Task.Run(
            async () =>
            {
                for (var i = 0; i < 20; i++)
                    await dispatcher.Send(Run($"{i}", new byte[300_000]));
            },
            TestContext.Current.CancellationToken
        );
        await Testing.Eventually.True(
            () => Task.FromResult(underWay.Count == 3),
            IngestCluster.Patience,
            () => "three are under way"
        );
        Assert.False(sending.IsCompleted);
        goOn.SetResult();
        await sending.WaitAsync(IngestCluster.Patience, TestContext.Current.CancellationToken);
        await dispatcher.Done().WaitAsync(IngestCluster.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(20, underWay.Count);
    }

    [Fact]
    public async Task Send_of_a_text_larger_than_may_be_under_way_goes_alone()
    {
        var sent = new ConcurrentBag<int>();
        await using var dispatcher = new AnalysisDispatcher(
            _ => new Worker(run => sent.Add((int)run.Bytes)),
            1_000,
            (_, _) => Task.CompletedTask,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        foreach (var size in (int[])[400, 5_000, 600, 700])
            await dispatcher
                .Send(Run($"{size}", new byte[size]))
                .WaitAsync(IngestCluster.Patience, TestContext.Current.CancellationToken);
        await dispatcher.Done().WaitAsync(IngestCluster.Patience, TestContext.Current.CancellationToken);
        Assert.Equal([400, 600, 700, 5_000], sent.Order());
    }

    [Fact]
    public async Task Done_tells_the_fault_that_stays()
    {
        await using var dispatcher = new AnalysisDispatcher(
            _ => new Worker(_ => throw new InvalidOperationException("broken")),
            1_000_000,
            (_, _) => Task.CompletedTask,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        await dispatcher.Send(Run("a", new byte[300_000]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => dispatcher.Done().WaitAsync(IngestCluster.Patience));
    }

    private static FileRun Run(string name, byte[] content) =>
        new() { Name = name, Files = [new() { Path = name, Content = content }] };

    private sealed class Worker(Action<FileRun> see, Task? wait = null) : IPackWorker
    {
        public async Task<PackedRun> Pack(FileRun run)
        {
            see(run);
            await (wait ?? Task.CompletedTask);
            return new();
        }
    }
}
