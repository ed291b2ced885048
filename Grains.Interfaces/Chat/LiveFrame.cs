using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// Something that sockets show. <see cref="At"/> is the frame's <c>timestamp</c>: the session stamps all of its frames
/// from one clock, rising strictly, in whole even milliseconds,
/// and sends them in that order; so the odd millisecond after a frame is free for what a node adds on its own
/// (<c>session_update</c>, <c>heartbeat</c>, <c>error</c>).
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.live")]
public abstract record LiveFrame
{
    [Id(0)]
    public DateTimeOffset At { get; init; }

    /// <summary>
    /// The last durable event up to this frame, its own where it has one: who knows of none so late has missed some,
    /// and must get them first.
    /// </summary>
    [Id(1)]
    public long Seq { get; init; }
}

/// <summary>A durable event; its <see cref="SessionEvent.At"/> is the frame's.</summary>
[GenerateSerializer, Immutable, Alias("yudai.live.event")]
public sealed record EventFrame : LiveFrame
{
    [Id(0)]
    public SessionEvent Event { get; init; } = new();
}

/// <summary>More of the answer that is being written.</summary>
[GenerateSerializer, Immutable, Alias("yudai.live.delta")]
public sealed record DeltaFrame : LiveFrame
{
    [Id(0)]
    public string MessageId { get; init; } = "";

    [Id(1)]
    public string Delta { get; init; } = "";

    /// <summary>
    /// Counts the deltas of an answer from 0, without gaps. 0 again means that the answer starts anew.
    /// </summary>
    [Id(2)]
    public int Index { get; init; }
}

/// <summary>An agent's state has changed.</summary>
[GenerateSerializer, Immutable, Alias("yudai.live.agent-status")]
public sealed record StatusFrame : LiveFrame
{
    [Id(0)]
    public AgentStatus Status { get; init; } = new();
}

/// <summary>The session's figures after a turn.</summary>
[GenerateSerializer, Immutable, Alias("yudai.live.statistics")]
public sealed record StatisticsFrame : LiveFrame
{
    [Id(0)]
    public SessionStatistics Statistics { get; init; } = new();
}

/// <summary>The session itself has changed (title, activity): clients want a fresh <c>session_update</c>.</summary>
[GenerateSerializer, Immutable, Alias("yudai.live.changed")]
public sealed record StateChangedFrame : LiveFrame;

/// <summary>How far an ingest of the session's repository and branch has come, that its owner asked for.</summary>
[GenerateSerializer, Immutable, Alias("yudai.live.ingest")]
public sealed record IngestFrame : LiveFrame
{
    /// <summary>As <c>owner/name</c>.</summary>
    [Id(0)]
    public string Repository { get; init; } = "";

    [Id(1)]
    public string Branch { get; init; } = "";

    [Id(2)]
    public RepoIngest.IngestStatus Status { get; init; } = new();
}

/// <summary>The answer to <see cref="IChatSession.Subscribe"/>.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.watch")]
public sealed record Subscription
{
    /// <summary>The last durable event at this moment.</summary>
    [Id(0)]
    public long Seq { get; init; }

    /// <summary>
    /// The first events after the asked-for <c>seq</c>, at most 500; <see cref="IChatSession.Events"/> has the rest.
    /// </summary>
    [Id(1)]
    public ImmutableArray<SessionEvent> Missed { get; init; } = [];

    /// <summary>
    /// The answer being written: all of its text so far, with the index of its last delta; null when none is.
    /// </summary>
    [Id(2)]
    public DeltaFrame? Answering { get; init; }
}
