using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing.FakeModel;

/// <summary>
/// Writes a streamed completion as real endpoints do: server-sent events, a keep-alive comment, and one chunk for each
/// piece.
/// </summary>
internal sealed class ChunkStream(HttpContext context, ModelRequest request)
{
    /// <summary>The reported cost of every complete answer, in dollars.</summary>
    public const double Cost = 0.00125;

    private int _words;

    public CancellationToken Aborted => context.RequestAborted;

    public async Task Whole(IReadOnlyList<string> pieces)
    {
        await Begin();
        await Words(pieces);
        await End("stop");
    }

    public async Task Begin()
    {
        context.Response.ContentType = "text/event-stream";
        await Line(": OPENROUTER PROCESSING");
        await Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "" }, null);
    }

    public async Task Words(IEnumerable<string> pieces)
    {
        foreach (var piece in pieces)
        {
            _words++;
            await Chunk(new JsonObject { ["content"] = piece }, null);
        }
    }

    public Task Finish(string reason) => Chunk([], reason);

    public async Task End(string finish)
    {
        await Finish(finish);
        if (request.WantsUsage)
        {
            var usage = new JsonObject
            {
                ["prompt_tokens"] = 10,
                ["completion_tokens"] = _words,
                ["total_tokens"] = 10 + _words,
                ["cost"] = Cost,
            };
            await Data(Frame([], usage));
        }
        await Line("data: [DONE]");
    }

    public Task Error(int code, string message)
    {
        var frame = Frame([Choice(new JsonObject { ["content"] = "" }, "error")], null);
        frame["error"] = new JsonObject { ["code"] = code, ["message"] = message };
        return Data(frame);
    }

    public void Cut() => context.Abort();

    public async Task Line(string line)
    {
        await context.Response.WriteAsync(line + "\n\n", Aborted);
        await context.Response.Body.FlushAsync(Aborted);
    }

    private Task Chunk(JsonObject delta, string? finish) => Data(Frame([Choice(delta, finish)], null));

    private Task Data(JsonObject frame) => Line("data: " + frame.ToJsonString());

    private static JsonObject Choice(JsonObject delta, string? finish) =>
        new()
        {
            ["index"] = 0,
            ["delta"] = delta,
            ["finish_reason"] = finish,
        };

    private JsonObject Frame(JsonArray choices, JsonObject? usage)
    {
        var frame = new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1_700_000_000,
            ["model"] = request.Model,
            ["choices"] = choices,
        };
        if (usage is not null)
            frame["usage"] = usage;
        return frame;
    }
}
