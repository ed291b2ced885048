using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// <see cref="Size"/> consecutive events that never change. Segment n has the events n·Size+1 to (n+1)·Size.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-events")]
internal sealed record EventSegment
{
    public const int Size = 16;

    [Id(0)]
    public ImmutableArray<SessionEvent> Events { get; init; } = [];

    /// <summary>The fold of the events before this segment.</summary>
    [Id(1)]
    public SessionFold Before { get; init; } = new();

    public static string Name(long number) => $"chat-events/{number}";

    /// <summary>The number of the event's segment.</summary>
    public static long IndexOf(long seq) => (seq - 1) / Size;
}
