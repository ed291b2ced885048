using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace YudaiV3.Silo.Chat;

/// <summary>A clock that the test advances, and that reports the timers that are created on it.</summary>
internal sealed class ObservableTimeProvider : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Returns after a timer of this duration was created.</summary>
    public async Task Waits(TimeSpan length)
    {
        using var patience = new CancellationTokenSource(AnsweringFixture.Patience);
        while (await _waits.Reader.ReadAsync(patience.Token) != length) { }
    }
}
