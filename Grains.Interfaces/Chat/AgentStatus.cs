namespace YudaiV3.Chat;

/// <summary>The agents that a session may show.</summary>
public enum AgentType
{
    Daifu,
    Architect,
    Coder,
    Tester,
}

/// <summary>What an agent is doing.</summary>
public enum AgentState
{
    Idle,
    Processing,
    Completed,
    Error,
}

/// <summary>An agent's state as clients see it; this record is also its JSON body. Not durable.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.agent-status")]
public sealed record AgentStatus
{
    [Id(0)]
    public AgentType Type { get; init; }

    [Id(1)]
    public AgentState Status { get; init; }

    [Id(2)]
    public string? CurrentTask { get; init; }

    /// <summary>Percent, 0 to 100.</summary>
    [Id(3)]
    public double? Progress { get; init; }

    [Id(4)]
    public DateTimeOffset? StartedAt { get; init; }

    [Id(5)]
    public DateTimeOffset? CompletedAt { get; init; }

    [Id(6)]
    public string? ErrorMessage { get; init; }
}
