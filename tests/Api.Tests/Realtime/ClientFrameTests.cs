using System.Text;

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
    public void Parse_of_bytes_that_are_not_JSON_is_null(string text) => Assert.Null(Parse(text));

    [Fact]
    public void Parse_of_JSON_that_is_too_deep_is_null() =>
        Assert.Null(Parse(new string('[', 1000) + new string(']', 1000)));

    [Theory]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    public void Parse_of_JSON_without_a_type_has_no_type(string json) => Assert.Null(Parse(json)!.Type);

    internal static ClientFrame? Parse(string json) => ClientFrame.Parse(Encoding.UTF8.GetBytes(json));
}
