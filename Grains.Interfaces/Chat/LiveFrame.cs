namespace YudaiV3.Chat;

/// <summary>
/// A frame for the sockets of a session. <see cref="At"/> is its <c>timestamp</c>. The session gives all its frames
/// strictly rising timestamps in whole even milliseconds and sends them in that order. The odd milliseconds are for
/// frames that a node adds (<c>session_update</c>, <c>heartbeat</c>, <c>error</c>).
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.live")]
public abstract record LiveFrame
{
    [Id(0)]
    public DateTimeOffset At { get; init; }

    /// <summary>
    /// The last durable event up to this frame, or the frame's own event. A receiver whose last event is earlier has
    /// missed events and must read them first.
    /// </summary>
    [Id(1)]
    public long Seq { get; init; }
}

/// <summary>A durable event. Its <see cref="SessionEvent.At"/> is the frame's timestamp.</summary>
[GenerateSerializer, Immutable, Alias("yudai.live.event")]
public sealed record EventFrame : LiveFrame
{
    [Id(0)]
    public SessionEvent Event { get; init; } = new();
}

/// <summary>The next part of the answer in progress.</summary>
[GenerateSerializer, Immutable, Alias("yudai.live.delta")]
public sealed record DeltaFrame : LiveFrame
{
    [Id(0)]
    public string MessageId { get; init; } = "";

    [Id(1)]
    public string Delta { get; init; } = "";

    /// <summary>
    /// Counts the deltas of an answer from 0, without gaps. A second 0 means that the answer restarts.
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

/// <summary>The session's statistics after a turn.</summary>
[GenerateSerializer, Immutable, Alias("yudai.live.statistics")]
public sealed record StatisticsFrame : LiveFrame
{
    [Id(0)]
    public SessionStatistics Statistics { get; init; } = new();
}

/// <summary>The session's title or activity has changed. Clients get a new <c>session_update</c>.</summary>
[GenerateSerializer, Immutable, Alias("yudai.live.changed")]
public sealed record StateChangedFrame : LiveFrame;

/// <summary>The progress of an ingest of the session's repository and branch that the owner started.</summary>
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
