namespace YudaiV3.Chat;

/// <summary>DAifu's state at the start and at the end of a turn.</summary>
internal static class TurnStatus
{
    public static StatusFrame Started(DateTimeOffset now) =>
        new()
        {
            Status = new AgentStatus
            {
                Status = AgentState.Processing,
                CurrentTask = "Answering",
                StartedAt = now,
            },
        };

    /// <param name="answer">Null for a turn that is not wanted any more.</param>
    public static StatusFrame Ended(Message? answer, DateTimeOffset now) =>
        new()
        {
            Status = new AgentStatus
            {
                Status = answer switch
                {
                    null => AgentState.Idle,
                    { Role: Speaker.System } => AgentState.Error,
                    _ => AgentState.Completed,
                },
                CompletedAt = now,
                ErrorMessage = answer?.ErrorMessage,
            },
        };
}
