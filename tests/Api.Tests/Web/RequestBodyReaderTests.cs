using System.Text;
using YudaiV3.Api.Chat;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Tests.Web;

public sealed class RequestBodyReaderTests
{
    [Theory]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":1e}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":\"\u0001\"}")]
    public void Parse_what_is_no_json_is_unreadable(string text) =>
        Assert.Equal(400, Refused(Encoding.UTF8.GetBytes(text)).Status);

    [Fact]
    public void Parse_ill_formed_utf8_is_unreadable() =>
        Assert.Equal(400, Refused([.. "{\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Status);

    [Fact]
    public void Parse_deep_json_is_unreadable_and_says_so()
    {
        var text = string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000);
        Assert.Contains("nested", Refused(Encoding.UTF8.GetBytes(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "body")]
    [InlineData("7", "body")]
    [InlineData("\"text\"", "body")]
    [InlineData("""{"conversation_id":5}""", "conversation_id")]
    [InlineData("""{"message":"text"}""", "message")]
    [InlineData("""{"message":{"content":{}}}""", "message.content")]
    [InlineData("""{"message":{"content":"a","is_code":"yes"}}""", "message.is_code")]
    [InlineData("""{"context_cards":[1.5]}""", "context_cards")]
    [InlineData("""{"context_cards":[1e400]}""", "context_cards")]
    [InlineData("""{"context_cards":[99999999999999999999]}""", "context_cards")]
    [InlineData("""{"context_cards":{}}""", "context_cards")]
    [InlineData("""{"file_context":[1]}""", "file_context[0]")]
    [InlineData("""{"conversation_id":"\ud800"}""", "conversation_id")]
    [InlineData("""{"conversation_id":"a","conversation_id":"b"}""", "conversation_id")]
    public void Parse_wrong_values_names_the_field(string text, string field)
    {
        var wrong = Assert.Throws<InvalidRequestException>(() =>
            RequestBodyReader.Parse<ChatRequest>(Encoding.UTF8.GetBytes(text))
        );
        Assert.Equal(field, Assert.Single(wrong.Errors).Key);
    }

    [Theory]
    [InlineData("null")]
    [InlineData(" null ")]
    public void Parse_null_is_no_body(string text) =>
        Assert.Null(RequestBodyReader.Parse<ChatRequest>(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("""{"conversation_id":"x"}""")]
    [InlineData("""{"conversationId":"x"}""")]
    [InlineData("""{"session_id":"x"}""")]
    [InlineData("""{"CONVERSATION_ID":"x","else":[{}]}""")]
    [InlineData("""{"session_id":"y","conversation_id":"x"}""")]
    [InlineData("\uFEFF{\"conversation_id\":\"x\"}")]
    public void Parse_chat_request_takes_all_names_of_the_session(string text) =>
        Assert.Equal("x", RequestBodyReader.Parse<ChatRequest>(Encoding.UTF8.GetBytes(text))!.SessionIdOf());

    [Fact]
    public void Parse_context_cards_takes_numbers_and_texts() =>
        Assert.Equal(
            ["12", "c-3"],
            RequestBodyReader.Parse<ChatRequest>("""{"context_cards":[12,"c-3"]}"""u8)!.ContextCards!
        );

    private static UnreadableBodyException Refused(byte[] text) =>
        Assert.Throws<UnreadableBodyException>(() => RequestBodyReader.Parse<ChatRequest>(text));
}
