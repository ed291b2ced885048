namespace YudaiV3.Chat;

public sealed class SessionStatisticsTests
{
    private static readonly Message Question = new()
    {
        Role = Speaker.User,
        Tokens = 5,
        ReferencedFiles = ["a.py", "b.py"],
    };

    private static readonly Message Answer = new()
    {
        Role = Speaker.Assistant,
        Tokens = 7,
        Metadata = new MessageMetadata { Cost = 0.5 },
    };

    [Fact]
    public void Add_counts_the_message_and_its_cost()
    {
        var statistics = new SessionStatistics().Add(Question).Add(Answer);
        Assert.Equal(
            new SessionStatistics
            {
                TotalMessages = 2,
                UserMessages = 1,
                AssistantMessages = 1,
                TotalTokens = 12,
                TotalCost = 0.5,
                AgentActions = 1,
                FilesProcessed = 2,
            },
            statistics
        );
    }

    [Fact]
    public void Remove_keeps_the_cost_and_the_turn()
    {
        var statistics = new SessionStatistics().Add(Question).Add(Answer).Remove(Answer).Remove(Question);
        Assert.Equal(new SessionStatistics { TotalCost = 0.5, AgentActions = 1 }, statistics);
    }
}
