using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing;

/// <summary>Writes server-sent events of <c>chat.completion.chunk</c>.</summary>
internal sealed class ModelStream(HttpContext http, ModelRequest request)
{
    private bool _begun;
    private int _words;

    public bool Done { get; set; }
    public CancellationToken HungUp => http.RequestAborted;

    public async Task Begin()
    {
        if (_begun)
            return;
        _begun = true;
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache";
        await Event(Chunk(new { role = "assistant", content = "" }));
    }

    public async Task Delta(string text)
    {
        await Begin();
        _words++;
        await Event(Chunk(new { content = text }));
    }

    public async Task End(double? dollars = null)
    {
        await Begin();
        await Event(Chunk(new { }, "stop"));
        if (request.WantsUsage)
            await Event(Chunk(usage: dollars is { } cost
                ? new { prompt_tokens = 10, completion_tokens = _words, total_tokens = 10 + _words, cost }
                : new { prompt_tokens = 10, completion_tokens = _words, total_tokens = 10 + _words }));
        await Raw("data: [DONE]\n\n");
        Done = true;
    }

    public async Task Error(string message, int code)
    {
        await Begin();
        await Event(new
        {
            id = "gen-1", @object = "chat.completion.chunk", created = 1_767_225_600, model = FakeModel.Name,
            error = new { code, message },
            choices = new[] { new { index = 0, delta = new { content = "" }, finish_reason = "error" } },
        });
        Done = true;
    }

    public async Task Refuse(int status, string? retryAfter, string message)
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null)
            http.Response.Headers.RetryAfter = retryAfter;
        await http.Response.WriteAsJsonAsync(new { error = new { message, type = "error", code = status } }, HungUp);
        Done = true;
    }

    public void Abort()
    {
        http.Abort();
        Done = true;
    }

    public async Task Raw(string text)
    {
        await Begin();
        await Send(text);
    }

    private Task Event(object chunk) => Send($"data: {JsonSerializer.Serialize(chunk)}\n\n");

    private async Task Send(string text)
    {
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), HungUp);
        await http.Response.Body.FlushAsync(HungUp);
    }

    private static object Chunk(object? delta = null, string? finish = null, object? usage = null) => new
    {
        id = "gen-1", @object = "chat.completion.chunk", created = 1_767_225_600, model = FakeModel.Name,
        choices = delta is null ? [] : new object[] { new { index = 0, delta, finish_reason = finish } },
        usage,
    };
}
