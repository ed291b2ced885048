using System.Text;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class ClientFrameTests
{
    [Theory]
    [InlineData("""{"type":"SEND_message","data":{"content":"Hi"}}""")]
    [InlineData("""{"TYPE":"send_message","content":"Hi"}""")]
    [InlineData("""{"type":"Send_Message","Data":{"Content":"Hi"},"content":"not this"}""")]
    public void Parse_finds_fields_in_data_or_beside_the_type_in_any_case(string json)
    {
        var frame = Parse(json)!;
        Assert.Equal("send_message", frame.Type);
        Assert.Equal("Hi", frame.Text("content"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("heartbeat")]
    [InlineData("""{"type":"heartbeat" """)]
    [InlineData("""{"type":"heartbeat"} {}""")]
    [InlineData("""{"\ud800":1,"type":"heartbeat"}""")]
    public void Parse_what_is_no_json_is_null(string text) => Assert.Null(Parse(text));

    [Fact]
    public void Parse_too_deep_json_is_null() => Assert.Null(Parse(new string('[', 1000) + new string(']', 1000)));

    [Theory]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    public void Parse_json_without_a_type_is_a_frame_of_none(string json) => Assert.Null(Parse(json)!.Type);

    [Fact]
    public void Read_a_message_takes_ids_of_cards_as_numbers_or_texts()
    {
        var message = ClientMessage.Read(
            Parse(
                """{"type":"send_message","data":{"content":" x ","is_code":true,"context_cards":[12,"ab"],"client_message_id":"c1"}}"""
            )!
        );
        Assert.Equal((" x ", true, "c1"), (message.Content, message.IsCode, message.ClientMessageId));
        Assert.Equal(["12", "ab"], message.ContextCards);
        Assert.Null(message.Session);
    }

    [Fact]
    public void Read_a_message_without_an_id_gives_it_one() =>
        Assert.NotEqual(
            "",
            ClientMessage
                .Read(Parse("""{"type":"send_message","content":"x","client_message_id":null}""")!)
                .ClientMessageId
        );

    [Theory]
    [InlineData("""{"type":"send_message"}""", "content")]
    [InlineData("""{"type":"send_message","content":null}""", "content")]
    [InlineData("""{"type":"send_message","content":" \n\t"}""", "content")]
    [InlineData("""{"type":"send_message","content":5}""", "content")]
    [InlineData("""{"type":"send_message","content":"\ud800"}""", "content")]
    [InlineData("""{"type":"send_message","content":"x","is_code":"yes"}""", "is_code")]
    [InlineData("""{"type":"send_message","content":"x","context_cards":"a"}""", "context_cards")]
    [InlineData("""{"type":"send_message","content":"x","context_cards":[true]}""", "context_cards")]
    [InlineData("""{"type":"send_message","content":"x","client_message_id":5}""", "client_message_id")]
    public void Read_a_message_that_is_wrong_names_the_field(string json, string field) =>
        Assert.Equal(field, Assert.Throws<InvalidException>(() => ClientMessage.Read(Parse(json)!)).Field);

    [Fact]
    public void Read_a_message_allows_10000_characters_and_no_more()
    {
        Assert.Equal(
            10_000,
            ClientMessage
                .Read(Parse($$"""{"type":"send_message","content":"{{new string('x', 10_000)}}"}""")!)
                .Content.Length
        );
        Assert.Throws<InvalidException>(() =>
            ClientMessage.Read(Parse($$"""{"type":"send_message","content":"{{new string('x', 10_001)}}"}""")!)
        );
    }

    [Fact]
    public void Read_a_status_takes_the_agent_from_data()
    {
        var status = ClientStatus.Read(
            Parse("""{"type":"update_agent_status","data":{"type":"coder","status":"processing","progress":40.5}}""")!
        );
        Assert.Equal((AgentType.Coder, AgentState.Processing, 40.5), (status.Type, status.Status, status.Progress));
    }

    [Theory]
    [InlineData("""{"type":"update_agent_status","status":"idle"}""")]
    [InlineData("""{"type":"update_agent_status","data":{"type":"plumber","status":"idle"}}""")]
    [InlineData("""{"type":"update_agent_status","data":{"type":"coder","status":3}}""")]
    [InlineData("""{"type":"update_agent_status","data":{"type":"coder","status":"idle","progress":101}}""")]
    public void Read_a_status_that_is_wrong_is_refused(string json) =>
        Assert.Throws<InvalidException>(() => ClientStatus.Read(Parse(json)!));

    private static ClientFrame? Parse(string json) => ClientFrame.Parse(Encoding.UTF8.GetBytes(json));
}
