using System.Text;
using Microsoft.Extensions.AI;
using YudaiV3.Chat.Answering;
using YudaiV3.Silo.Chat;

namespace YudaiV3.Silo.Tests.Chat;

public sealed class UpdateBufferTests
{
    [Fact]
    public void Take_of_several_chunks_returns_one_update()
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
    public void Take_of_reasoning_returns_no_text_but_a_reasoning_content(string name)
    {
        var update = Update("{\"choices\":[{\"delta\":{\"" + name + "\":\"Hm.\"}}]}");
        Assert.Equal("", update.Text);
        Assert.IsType<TextReasoningContent>(Assert.Single(update.Contents));
    }

    [Fact]
    public void Take_returns_only_the_chunks_since_the_last_update()
    {
        var buffer = new UpdateBuffer();
        buffer.Add(Read("""{"choices":[{"delta":{"content":"one"},"finish_reason":"stop"}],"usage":{"cost":1}}"""));
        buffer.Take();
        Assert.True(buffer.IsEmpty);
        buffer.Add(Read("""{"choices":[{"delta":{"content":"two"}}]}"""));
        var update = buffer.Take();
        Assert.Equal(("two", null, 0.0), (update.Text, update.FinishReason, ModelCost.Read(update)));
    }

    private static ChatResponseUpdate Update(params string[] chunks)
    {
        var buffer = new UpdateBuffer();
        foreach (var chunk in chunks)
            buffer.Add(Read(chunk));
        return buffer.Take();
    }

    private static CompletionChunk Read(string chunk) => CompletionChunk.Read("message", Encoding.UTF8.GetBytes(chunk));
}
