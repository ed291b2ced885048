using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using YudaiV3.Silo.Chat;

namespace YudaiV3.Silo.Tests.Chat;

/// <summary>The chunks of different endpoints.</summary>
public sealed class CompletionChunkTests
{
    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"Yes"}}]}""", "Yes")]
    [InlineData(
        """{"choices":[{"delta":{"content":[{"type":"text","text":"Y"},{"type":"image_url"},{"type":"text","text":"es"}]}}]}""",
        "Yes"
    )]
    [InlineData(
        """
            {"id":"a","object":"chat.completion.chunk","x":{"y":[1]},"choices":[
            {"index":0,"logprobs":null,"delta":{"role":"assistant","content":"Yes","z":1}},
            {"index":1,"delta":{"content":"No"}}]}
            """,
        "Yes"
    )]
    [InlineData("""{"choices":[{"delta":{"content":null}}]}""", "")]
    [InlineData("""{"choices":[{"delta":{}}]}""", "")]
    [InlineData("""{"choices":[{}]}""", "")]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":1}}""", "")]
    [InlineData("""{"choices":null,"usage":null,"error":null}""", "")]
    [InlineData("{}", "")]
    public void Read_of_a_chunk_takes_the_text_of_its_first_choice(string chunk, string text) =>
        Assert.Equal(text, Update(chunk).Text);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    [InlineData("""{"choices":[{"delta":{"content":5}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"oops""")]
    public void Read_of_an_event_that_is_not_a_chunk_throws(string chunk) =>
        Assert.ThrowsAny<JsonException>(() => Update(chunk));

    private static ChatResponseUpdate Update(params string[] chunks)
    {
        var buffer = new UpdateBuffer();
        foreach (var chunk in chunks)
            buffer.Add(Read(chunk));
        return buffer.Take();
    }

    private static CompletionChunk Read(string chunk) => CompletionChunk.Read("message", Encoding.UTF8.GetBytes(chunk));
}
