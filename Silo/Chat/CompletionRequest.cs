using System.ClientModel;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace YudaiV3.Silo.Chat;

/// <summary>The body of a request to OpenAI's chat completions.</summary>
internal sealed record CompletionRequest
{
    public required string Model { get; init; }
    public required IReadOnlyList<CompletionMessage> Messages { get; init; }
    public int? MaxCompletionTokens { get; init; }
    public bool Stream { get; } = true;
    public StreamOptions StreamOptions { get; } = new(IncludeUsage: true);

    public static BinaryContent Create(string model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = new CompletionRequest
        {
            Model = options?.ModelId ?? model,
            Messages = [.. messages.Select(message => new CompletionMessage(message.Role.Value, message.Text))],
            MaxCompletionTokens = options?.MaxOutputTokens,
        };
        return BinaryContent.Create(
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(request, CompletionJson.Default.CompletionRequest))
        );
    }
}

internal sealed record CompletionMessage(string Role, string Content);

/// <summary>Asks for the usage and cost of a call after the last chunk.</summary>
internal sealed record StreamOptions(bool IncludeUsage);
