using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace YudaiV3.Api.Realtime;

/// <summary>A clock that the test moves, which also tells the test who has begun to wait for it.</summary>
internal sealed class ObservedTime() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 12, 0, 10, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Returns when somebody waits for a time that is so long.</summary>
    public async Task Waiting(Func<TimeSpan, bool> isIt)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isIt(await _timers.Reader.ReadAsync(patience.Token))) { }
    }
}
