using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing.FakeModel;

/// <summary>A request that the fake endpoint received.</summary>
public sealed class ModelRequest
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource _disconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required JsonObject Body { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public string Model => (string?)Body["model"] ?? "";
    public IReadOnlyList<(string Role, string Content)> Messages =>
        [.. Body["messages"]!.AsArray().Select(message => ((string)message!["role"]!, Text(message["content"])))];

    /// <summary>The last message of the user.</summary>
    public string Question => Messages.LastOrDefault(message => message.Role == "user").Content ?? "";

    public bool Streams => (bool?)Body["stream"] ?? false;
    public bool WantsUsage => (bool?)Body["stream_options"]?["include_usage"] ?? false;

    /// <summary>The client closed the connection before the reply had ended.</summary>
    public bool WasCancelled => _disconnected.Task.IsCompleted;

    /// <summary>
    /// Returns when the client closes the connection before the reply has ended. Throws if that does not happen in
    /// time.
    /// </summary>
    public Task Cancelled() => _disconnected.Task.WaitAsync(MaxWait);

    /// <summary>Returns when the reply has ended, successfully or not.</summary>
    public Task Ended() => _ended.Task.WaitAsync(MaxWait);

    internal static async Task<ModelRequest> Read(HttpContext context)
    {
        var body =
            await JsonNode.ParseAsync(context.Request.Body) as JsonObject
            ?? throw new JsonException("A request is a JSON object.");
        var request = new ModelRequest
        {
            Body = body,
            Headers = context.Request.Headers.ToDictionary(
                header => header.Key,
                header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            ),
        };
        context.RequestAborted.Register(() =>
        {
            if (!request._ended.Task.IsCompleted)
                request.Disconnect();
        });
        return request;
    }

    internal void Disconnect() => _disconnected.TrySetResult();

    internal void End() => _ended.TrySetResult();

    // The content is a text or a list of parts.
    private static string Text(JsonNode? content) =>
        content switch
        {
            JsonArray parts => string.Concat(parts.Select(part => (string?)part?["text"])),
            JsonValue value => (string?)value ?? "",
            _ => "",
        };
}
