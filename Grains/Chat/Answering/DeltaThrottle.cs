namespace YudaiV3.Chat.Answering;

/// <summary>
/// The interval at which the text of a model is read and published as a delta. Each delta costs every process on its
/// way about the same, whatever its length. A silo with many active answers publishes fewer and longer deltas, so that
/// none of them is late.
/// </summary>
internal sealed class DeltaThrottle
{
    /// <summary>Clients accept at most 50 frames a second.</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>At this interval a reader still sees the text flow.</summary>
    private static readonly TimeSpan MaxInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>What one processor can publish beside all its other work.</summary>
    private const int DeltasPerSecond = 3_750;

    private static readonly TimeSpan IntervalPerAnswer =
        TimeSpan.FromSeconds(1) / (DeltasPerSecond * Environment.ProcessorCount);

    private int _active;

    public TimeSpan Interval =>
        TimeSpan.FromTicks(
            Math.Clamp(IntervalPerAnswer.Ticks * Volatile.Read(ref _active), MinInterval.Ticks, MaxInterval.Ticks)
        );

    /// <summary>Counts one more active answer, until the result is disposed.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _active);
        return new ActiveAnswer(this);
    }

    private sealed class ActiveAnswer(DeltaThrottle throttle) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref throttle._active);
    }
}
