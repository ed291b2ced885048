namespace YudaiV3.Chat;

/// <summary>
/// The figures of a session; this record is also their JSON body. Messages that were superseded are not counted.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.statistics")]
public sealed record SessionStatistics
{
    [Id(0)]
    public int TotalMessages { get; init; }

    [Id(1)]
    public int UserMessages { get; init; }

    [Id(2)]
    public int AssistantMessages { get; init; }

    /// <summary>Tokens of all these messages' contents.</summary>
    [Id(3)]
    public long TotalTokens { get; init; }

    /// <summary>US dollars, as far as the model endpoint says.</summary>
    [Id(4)]
    public double TotalCost { get; init; }

    /// <summary>Seconds from the session's start to its last activity.</summary>
    [Id(5)]
    public double SessionDuration { get; init; }

    /// <summary>Turns that DAifu has ended, answered or not.</summary>
    [Id(6)]
    public int AgentActions { get; init; }

    /// <summary>Files that messages referred to, each reference counted.</summary>
    [Id(7)]
    public int FilesProcessed { get; init; }

    [Id(8)]
    public int UserIssuesCount { get; init; }
}
