using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using YudaiV3.Chat.Answering;
using YudaiV3.Silo.Chat;

namespace YudaiV3.Silo.Tests.Chat;

/// <summary>What endpoints stream, each in its own way.</summary>
public sealed class CompletionChunkTests
{
    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"Yes"}}]}""", "Yes")]
    [InlineData(
        """{"choices":[{"delta":{"content":[{"type":"text","text":"Y"},{"type":"image_url"},{"type":"text","text":"es"}]}}]}""",
        "Yes"
    )]
    [InlineData(
        """{"id":"a","object":"chat.completion.chunk","x":{"y":[1]},"choices":[{"index":0,"logprobs":null,"delta":{"role":"assistant","content":"Yes","z":1}},{"index":1,"delta":{"content":"No"}}]}""",
        "Yes"
    )]
    [InlineData("""{"choices":[{"delta":{"content":null}}]}""", "")]
    [InlineData("""{"choices":[{"delta":{}}]}""", "")]
    [InlineData("""{"choices":[{}]}""", "")]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":1}}""", "")]
    [InlineData("""{"choices":null,"usage":null,"error":null}""", "")]
    [InlineData("{}", "")]
    public void Text_of_a_chunk_is_that_of_its_first_choice(string chunk, string text) =>
        Assert.Equal(text, Update(chunk).Text);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    [InlineData("""{"choices":[{"delta":{"content":5}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"oops""")]
    public void Event_that_is_no_chunk_is_refused(string chunk) => Assert.ThrowsAny<JsonException>(() => Update(chunk));

    [Fact]
    public void Chunks_that_come_together_are_one_update()
    {
        var update = Update(
            """{"model":"m-1","choices":[{"delta":{"content":"It "}}]}""",
            """{"model":"m-1","choices":[{"delta":{"content":"waits."}}]}""",
            """{"choices":[{"delta":{},"finish_reason":"stop"}]}""",
            """{"choices":[],"usage":{"cost":0.25}}"""
        );
        Assert.Equal(
            ("m-1", "It waits.", ChatFinishReason.Stop, 0.25),
            (update.ModelId, update.Text, update.FinishReason, ModelCost.Read(update))
        );
    }

    [Theory]
    [InlineData("reasoning")]
    [InlineData("reasoning_content")]
    public void Model_that_thinks_aloud_is_not_silent(string name)
    {
        var update = Update("{\"choices\":[{\"delta\":{\"" + name + "\":\"Hm.\"}}]}");
        Assert.Equal("", update.Text);
        Assert.IsType<TextReasoningContent>(Assert.Single(update.Contents));
    }

    [Fact]
    public void Update_holds_only_what_came_since_the_last()
    {
        var gathered = new UpdateBuffer();
        gathered.Add(Read("""{"choices":[{"delta":{"content":"one"},"finish_reason":"stop"}],"usage":{"cost":1}}"""));
        gathered.Take();
        Assert.True(gathered.IsEmpty);
        gathered.Add(Read("""{"choices":[{"delta":{"content":"two"}}]}"""));
        var update = gathered.Take();
        Assert.Equal(("two", null, 0.0), (update.Text, update.FinishReason, ModelCost.Read(update)));
    }

    private static ChatResponseUpdate Update(params string[] chunks)
    {
        var gathered = new UpdateBuffer();
        foreach (var chunk in chunks)
            gathered.Add(Read(chunk));
        return gathered.Take();
    }

    private static CompletionChunk Read(string chunk) => CompletionChunk.Read("message", Encoding.UTF8.GetBytes(chunk));
}
