using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>The result of <see cref="IChatSession.Subscribe"/>.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.watch")]
public sealed record Subscription
{
    /// <summary>The last durable event at this moment.</summary>
    [Id(0)]
    public long Seq { get; init; }

    /// <summary>
    /// The first events after the requested <c>seq</c>, at most 500. <see cref="IChatSession.Events"/> returns the
    /// rest.
    /// </summary>
    [Id(1)]
    public ImmutableArray<SessionEvent> Missed { get; init; } = [];

    /// <summary>
    /// The answer in progress: its text so far, with the index of the last delta. Null if there is none.
    /// </summary>
    [Id(2)]
    public DeltaFrame? Answering { get; init; }
}
