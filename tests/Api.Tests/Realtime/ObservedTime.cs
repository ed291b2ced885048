using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace YudaiV3.Api.Realtime;

/// <summary>A clock that the test advances. The test can wait until the product creates a certain timer.</summary>
internal sealed class ObservedTime() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 12, 0, 10, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Returns when a timer with such a due time was created.</summary>
    public async Task WaitForTimer(Func<TimeSpan, bool> isExpected)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isExpected(await _timers.Reader.ReadAsync(timeout.Token))) { }
    }
}
