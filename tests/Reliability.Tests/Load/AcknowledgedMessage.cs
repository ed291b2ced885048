using System.Diagnostics;

namespace YudaiV3.Reliability.Tests.Load;

/// <summary>A message that the server acknowledged.</summary>
/// <param name="SentAt">The <see cref="Stopwatch"/> timestamp of the first attempt.</param>
/// <param name="AcknowledgedAt">The <see cref="Stopwatch"/> timestamp of the acknowledgement.</param>
internal sealed record AcknowledgedMessage(string Content, long SentAt, long AcknowledgedAt)
{
    public TimeSpan Wait => Stopwatch.GetElapsedTime(SentAt, AcknowledgedAt);
}
