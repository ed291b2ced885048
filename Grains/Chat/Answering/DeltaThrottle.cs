namespace YudaiV3.Chat.Answering;

/// <summary>
/// How long what a model writes is gathered before it is read and shown as the next delta. Each delta costs every
/// process on its way about the same, however long it is: a silo with many answers under way shows larger ones,
/// rather than more than it has time for, which would all come late.
/// </summary>
internal sealed class DeltaThrottle
{
    /// <summary>Clients take at most 50 frames a second.</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>A reader still sees text flow.</summary>
    private static readonly TimeSpan MaxInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>That each processor has time for beside all its other work.</summary>
    private const int DeltasPerSecond = 3_750;

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(1) / (DeltasPerSecond * Environment.ProcessorCount);

    private int _turns;

    public TimeSpan Pause =>
        TimeSpan.FromTicks(Math.Clamp(Each.Ticks * Volatile.Read(ref _turns), MinInterval.Ticks, MaxInterval.Ticks));

    /// <summary>One more turn shows what its model writes, until the result is disposed of.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _turns);
        return new ActiveStream(this);
    }

    private sealed class ActiveStream(DeltaThrottle pace) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref pace._turns);
    }
}
