namespace YudaiV3.Api.Realtime;

/// <summary>The timestamps of a session: even milliseconds that rise strictly.</summary>
internal sealed class FakeSessionClock(TimeProvider time)
{
    public DateTimeOffset Last { get; private set; } = FromEven(Now(time));

    public DateTimeOffset Next() => Last = FromEven(Math.Max(Now(time), Last.ToUnixTimeMilliseconds() + 2));

    private static long Now(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static DateTimeOffset FromEven(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds / 2 * 2);
}
