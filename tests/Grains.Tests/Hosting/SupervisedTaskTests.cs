using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace YudaiV3.Hosting;

public sealed class SupervisedTaskTests : IDisposable
{
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(8);

    private readonly FakeTimeProvider _time = new();
    private readonly ManualTaskScheduler _grain = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Queue<TaskCompletionSource<TimeSpan?>> _runs = new();
    private readonly SupervisedTask _task;
    private int _started,
        _recovered;
    private Exception? _recovery;

    public SupervisedTaskTests() =>
        _task = new("test", Work, _time, NullLogger.Instance, _ending.Token, Recover) { MaxBackoff = MaxBackoff };

    public void Dispose() => _ending.Dispose();

    [Fact]
    public void Request_runs_the_work_behind_its_caller_and_on_the_grains_scheduler()
    {
        TaskScheduler? scheduler = null;
        var task = new SupervisedTask(
            "test",
            () =>
            {
                scheduler = TaskScheduler.Current;
                return Task.FromResult<TimeSpan?>(null);
            },
            _time,
            NullLogger.Instance,
            _ending.Token
        );
        var (requested, wasInline) = _grain.Run(() => (task.Request(), scheduler is not null));
        Assert.False(wasInline);
        Assert.Same(_grain, scheduler);
        Assert.True(requested.IsCompletedSuccessfully);
        Assert.True(task.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void Request_during_a_run_leads_to_one_more_run()
    {
        var first = Request();
        var others = Enumerable.Range(0, 5).Select(_ => Request()).ToArray();
        Assert.Equal(1, _started);
        End();
        Assert.True(first.IsCompletedSuccessfully);
        Assert.Equal(2, _started);
        Assert.All(others, other => Assert.False(other.IsCompleted));
        Assert.False(_task.Completion.IsCompleted);
        End();
        Assert.All(others, other => Assert.True(other.IsCompletedSuccessfully));
        Assert.Equal(2, _started);
        Assert.True(_task.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void Request_after_the_last_run_starts_the_next()
    {
        Request();
        End();
        Request();
        Assert.Equal(2, _started);
    }

    [Fact]
    public void Run_that_fails_is_repeated_after_a_growing_delay_and_a_recovery()
    {
        var requested = Request();
        var delays = new List<TimeSpan>();
        for (var failure = 1; failure <= 6; failure++)
        {
            var failedAt = _time.GetUtcNow();
            Fail();
            Request(); // does not shorten the delay
            while (_started == failure)
                Advance(TimeSpan.FromMilliseconds(50));
            delays.Add(_time.GetUtcNow() - failedAt);
            Assert.Equal(failure, _recovered);
        }
        Assert.All(delays.Select((delay, index) => (delay, TimeSpan.FromSeconds(Math.Min(8, 1 << index)))), pair =>
            Assert.InRange(pair.delay, pair.Item2 / 2, pair.Item2 + TimeSpan.FromMilliseconds(50))
        );
        Assert.False(requested.IsCompleted);
        End();
        Assert.True(requested.IsCompletedSuccessfully);
    }

    [Fact]
    public void Recovery_that_fails_is_repeated_before_the_work()
    {
        _recovery = new IOException("still away");
        Request();
        Fail();
        Advance(TimeSpan.FromMinutes(1));
        Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((1, 2), (_started, _recovered));
        _recovery = null;
        Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((2, 3), (_started, _recovered));
    }

    [Fact]
    public void Run_after_a_success_has_the_first_delay_again()
    {
        Request();
        Fail();
        Advance(TimeSpan.FromSeconds(1));
        Fail();
        Advance(TimeSpan.FromSeconds(2));
        End();
        Request();
        Fail();
        Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, _started);
    }

    [Fact]
    public void Run_that_names_a_delay_is_followed_by_another_then_or_at_the_next_request()
    {
        Request();
        End(TimeSpan.FromSeconds(30));
        Assert.False(_task.Completion.IsCompleted);
        Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, _started);
        Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _started);
        End(TimeSpan.FromSeconds(30));
        var requested = Request();
        Assert.Equal(3, _started);
        End();
        Assert.True(requested.IsCompletedSuccessfully);
        Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, _started);
        Assert.True(_task.Completion.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData("running")]
    [InlineData("failed")]
    [InlineData("pausing")]
    public void Ending_cancels_requests_and_completes(string state)
    {
        var requested = Request();
        if (state == "failed")
            Fail();
        if (state == "pausing")
            End(TimeSpan.FromMinutes(1));
        var later = state == "pausing" ? requested : Request();
        _ending.Cancel();
        _grain.RunAll();
        if (state == "running")
        {
            Assert.False(_task.Completion.IsCompleted);
            Fail();
        }
        Assert.True(_task.Completion.IsCompletedSuccessfully);
        Assert.Equal(state == "pausing", requested.IsCompletedSuccessfully);
        Assert.True(later.IsCanceled || state == "pausing");
        Assert.True(Request().IsCanceled);
        Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, _started);
    }

    private Task Request() => _grain.Run(_task.Request);

    private void Advance(TimeSpan time)
    {
        _time.Advance(time);
        _grain.RunAll();
    }

    private void End(TimeSpan? next = null)
    {
        _runs.Dequeue().SetResult(next);
        _grain.RunAll();
    }

    private void Fail()
    {
        _runs.Dequeue().SetException(new IOException("away"));
        _grain.RunAll();
    }

    private Task<TimeSpan?> Work()
    {
        Assert.Empty(_runs);
        _started++;
        var run = new TaskCompletionSource<TimeSpan?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _runs.Enqueue(run);
        return run.Task;
    }

    private Task Recover()
    {
        _recovered++;
        return _recovery is null ? Task.CompletedTask : Task.FromException(_recovery);
    }
}
