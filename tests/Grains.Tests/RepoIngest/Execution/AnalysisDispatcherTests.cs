using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans.Runtime;

namespace YudaiV3.RepoIngest.Execution;

public sealed class LanesTests
{
    [Fact]
    public async Task Send_to_a_worker_that_is_lost_sends_that_batch_again_and_no_other()
    {
        var sent = new ConcurrentBag<string>();
        var read = new ConcurrentBag<string>();
        var lost = 0;
        await using var dispatcher = new AnalysisDispatcher(
            _ => new Worker(batch =>
            {
                foreach (var text in batch)
                    sent.Add(text.Hash);
                if (batch.Any(text => text.Hash == "100") && Interlocked.Exchange(ref lost, batch.Length) == 0)
                    throw new SiloUnavailableException();
            }),
            1_000_000,
            Learn,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        for (var i = 0; i < 1_000; i++)
            await dispatcher.Send(new SourceText { Hash = $"{i}", Content = new byte[10] });
        await dispatcher.Done().WaitAsync(IngestCluster.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(1_000, read.Distinct().Count());
        Assert.Equal(1_000, read.Count);
        Assert.Equal(1_000 + lost, sent.Count);

        Task Learn(ImmutableArray<AnalyzedText> texts)
        {
            foreach (var text in texts)
                read.Add(text.Hash);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Send_of_more_than_may_be_under_way_waits_until_some_is_read()
    {
        var goOn = new TaskCompletionSource();
        var underWay = new ConcurrentBag<int>();
        await using var dispatcher = new AnalysisDispatcher(
            _ => new Worker(batch => underWay.Add(batch.Sum(text => text.Content.Length)), goOn.Task),
            1_000_000,
            _ => Task.CompletedTask,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        var sending = Task.Run(
            async () =>
            {
                for (var i = 0; i < 20; i++)
                    await dispatcher.Send(new SourceText { Hash = $"{i}", Content = new byte[300_000] });
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
            _ => new Worker(batch => sent.Add(batch.Sum(text => text.Content.Length))),
            1_000,
            _ => Task.CompletedTask,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        foreach (var size in (int[])[400, 5_000, 600, 700])
            await dispatcher
                .Send(new SourceText { Hash = $"{size}", Content = new byte[size] })
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
            _ => Task.CompletedTask,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        await dispatcher.Send(new SourceText { Hash = "a", Content = new byte[300_000] });
        await Assert.ThrowsAsync<InvalidOperationException>(() => dispatcher.Done().WaitAsync(IngestCluster.Patience));
    }

    private sealed class Worker(Action<ImmutableArray<SourceText>> see, Task? wait = null) : IDependencyWorker
    {
        public async Task<ImmutableArray<AnalyzedText>> Analyze(ImmutableArray<SourceText> batch)
        {
            see(batch);
            await (wait ?? Task.CompletedTask);
            return [.. batch.Select(text => new AnalyzedText { Hash = text.Hash })];
        }
    }
}
