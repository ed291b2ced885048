using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// A run of <see cref="Size"/> events that never changes any more. Segment n has the events n·Size+1 to (n+1)·Size.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-events")]
internal sealed record EventSegment
{
    public const int Size = 16;

    [Id(0)]
    public ImmutableArray<SessionEvent> Events { get; init; } = [];

    /// <summary>What the events before this segment add up to.</summary>
    [Id(1)]
    public SessionFold Before { get; init; } = new();

    public static string Name(long number) => $"chat-events/{number}";

    /// <summary>The segment that the event belongs to.</summary>
    public static long IndexOf(long seq) => (seq - 1) / Size;
}
