using System.Text;
using System.Text.Json;
using YudaiV3.Silo.Chat;

namespace YudaiV3.Silo.Tests.Chat;

public sealed class CompletionReaderTests
{
    private const string Chunk = """data: {"choices":[{"delta":{"content":"Yes"}}]}""" + "\n\n",
        Finish = """data: {"choices":[{"delta":{},"finish_reason":"stop"}]}""" + "\n\n",
        Done = "data: [DONE]\n\n";

    [Theory]
    [InlineData(Chunk + Done)]
    [InlineData(Chunk + "data:[DONE]\r\n\r\n")]
    [InlineData(Chunk + Finish)]
    [InlineData(Chunk + Finish + Done)]
    [InlineData(": a comment\n\n" + Chunk + Finish + "data: [DONE]")]
    public async Task Read_of_a_whole_stream_ends_with_null(string stream) =>
        Assert.Equal("Yes", await ReadAll(stream));

    [Theory]
    [InlineData("")]
    [InlineData(Chunk)]
    [InlineData(Chunk + "data: [DO")]
    [InlineData(": [DONE]\n\n" + Chunk)]
    [InlineData(Chunk + """data: {"choices":[{"delta":{"content":"data: [DONE]"}}]}""" + "\n\n")]
    [InlineData(Chunk + """data: {"choices":[{"delta":{"content":"\"finish_reason\":\"stop\""}}]}""" + "\n\n")]
    [InlineData(Chunk + """data: {"choices":[{"delta":{},"finish_reason":null}]}""" + "\n\n")]
    [InlineData(Chunk + """data: {"choices":[{"delta":{},"finish_reason":""}]}""" + "\n\n")]
    public async Task Read_of_a_stream_that_was_cut_throws(string stream) =>
        await Assert.ThrowsAsync<EndOfStreamException>(() => ReadAll(stream));

    [Fact]
    public async Task Read_of_an_event_that_is_not_JSON_throws() =>
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAll(Chunk + "data: [DONE] and more\n\n" + Done));

    [Fact]
    public async Task Read_after_the_last_event_ignores_the_rest_of_the_stream() =>
        Assert.Equal("Yes", await ReadAll(Chunk + Done + Chunk));

    private static async Task<string> ReadAll(string text)
    {
        await using var reader = new CompletionReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), default);
        var content = new StringBuilder();
        while (await reader.Read() is { } chunk)
            content.Append(chunk.Choices?[0].Delta?.Content);
        return content.ToString();
    }
}
