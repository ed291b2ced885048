using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing;

/// <summary>A message of a prompt as it went over the wire.</summary>
public sealed record PromptMessage(string Role, string Content);

/// <summary>A request as the endpoint got it.</summary>
public sealed class ModelRequest
{
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ModelRequest(HttpContext http, JsonElement body)
    {
        Body = body;
        Headers = http.Request.Headers.ToImmutableDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Messages = [.. body.GetProperty("messages").EnumerateArray().Select(message => new PromptMessage(message.GetProperty("role").GetString()!, Text(message.GetProperty("content"))))];
        http.RequestAborted.Register(() => _hungUp.TrySetResult());
    }

    public JsonElement Body { get; }
    public ImmutableDictionary<string, string> Headers { get; }
    public ImmutableArray<PromptMessage> Messages { get; }

    /// <summary>The last message.</summary>
    public string Question => Messages[^1].Content;

    /// <summary>Completes when the caller closes the connection before the reply is whole.</summary>
    public Task HungUp => _hungUp.Task;

    /// <summary>Completes when nothing more is sent.</summary>
    public Task Ended => _ended.Task;

    internal bool WantsUsage => Body.TryGetProperty("stream_options", out var options) && options.TryGetProperty("include_usage", out var wanted) && wanted.GetBoolean();

    internal void End() => _ended.TrySetResult();

    private static string Text(JsonElement content) => content.ValueKind == JsonValueKind.Array
        ? string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()))
        : content.GetString() ?? "";
}
