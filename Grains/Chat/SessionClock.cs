namespace YudaiV3.Chat;

/// <summary>
/// Gives a session's frames their timestamps: strictly rising whole even milliseconds (see <see cref="LiveFrame"/>).
/// </summary>
internal sealed class SessionClock(TimeProvider time, DateTimeOffset last)
{
    private const long Step = 2 * TimeSpan.TicksPerMillisecond;
    private long _last = last.UtcTicks / Step * Step;

    public DateTimeOffset Last => new(_last, TimeSpan.Zero);

    public DateTimeOffset Next()
    {
        _last = Math.Max(time.GetUtcNow().UtcTicks / Step * Step, _last + Step);
        return Last;
    }
}
