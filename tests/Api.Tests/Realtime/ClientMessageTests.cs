namespace YudaiV3.Api.Realtime;

public sealed class ClientMessageTests
{
    [Fact]
    public void Read_accepts_card_ids_as_numbers_or_strings()
    {
        var message = ClientMessage.Read(
            ClientFrameTests.Parse(
                """
                {"type":"send_message",
                 "data":{"content":" x ","is_code":true,"context_cards":[12,"ab"],"client_message_id":"c1"}}
                """
            )!
        );
        Assert.Equal((" x ", true, "c1"), (message.Content, message.IsCode, message.ClientMessageId));
        Assert.Equal(["12", "ab"], message.ContextCards);
        Assert.Null(message.Session);
    }

    [Fact]
    public void Read_without_an_id_creates_one() =>
        Assert.NotEqual(
            "",
            ClientMessage
                .Read(ClientFrameTests.Parse("""{"type":"send_message","content":"x","client_message_id":null}""")!)
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
    public void Read_of_an_invalid_field_names_it(string json, string field) =>
        Assert.Equal(
            field,
            Assert.Throws<InvalidException>(() => ClientMessage.Read(ClientFrameTests.Parse(json)!)).Field
        );

    [Fact]
    public void Read_allows_10000_characters_and_no_more()
    {
        Assert.Equal(
            10_000,
            ClientMessage
                .Read(ClientFrameTests.Parse($$"""{"type":"send_message","content":"{{new string('x', 10_000)}}"}""")!)
                .Content.Length
        );
        Assert.Throws<InvalidException>(() =>
            ClientMessage.Read(
                ClientFrameTests.Parse($$"""{"type":"send_message","content":"{{new string('x', 10_001)}}"}""")!
            )
        );
    }

    [Theory]
    [InlineData("""{"client_message_id":"c1"}""", "c1")]
    [InlineData("""{"client_message_id":""}""", null)]
    [InlineData("""{"client_message_id":5}""", null)]
    [InlineData("{}", null)]
    public void TryReadId_of_a_missing_or_invalid_id_is_null(string json, string? id) =>
        Assert.Equal(id, ClientMessage.TryReadId(ClientFrameTests.Parse(json)!));
}
