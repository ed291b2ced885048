using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class ClientStatusTests
{
    [Fact]
    public void Read_takes_the_agent_from_data()
    {
        var status = ClientStatus.Read(
            ClientFrameTests.Parse(
                """{"type":"update_agent_status","data":{"type":"coder","status":"processing","progress":40.5}}"""
            )!
        );
        Assert.Equal((AgentType.Coder, AgentState.Processing, 40.5), (status.Type, status.Status, status.Progress));
    }

    [Theory]
    [InlineData("""{"type":"update_agent_status","status":"idle"}""")]
    [InlineData("""{"type":"update_agent_status","data":{"type":"plumber","status":"idle"}}""")]
    [InlineData("""{"type":"update_agent_status","data":{"type":"coder","status":3}}""")]
    [InlineData("""{"type":"update_agent_status","data":{"type":"coder","status":"idle","progress":101}}""")]
    public void Read_of_an_invalid_status_is_refused(string json) =>
        Assert.Throws<InvalidException>(() => ClientStatus.Read(ClientFrameTests.Parse(json)!));
}
