using System.Collections.Immutable;
using System.Text.Json.Serialization;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>DAifu's answer and the conversation that it belongs to.</summary>
/// <param name="ProcessingTime">Milliseconds.</param>
internal sealed record ChatResponse(
    [property: JsonPropertyName("reply")] string Text,
    ImmutableArray<ImmutableArray<string>> Conversation,
    string MessageId,
    double ProcessingTime,
    string SessionId
)
{
    /// <param name="sessionId">The id as the caller wrote it.</param>
    public static ChatResponse From(Message answer, Exchange exchange, string sessionId) =>
        new(
            answer.Content,
            [.. exchange.Conversation.Where(message => message.Role != Speaker.System).Select(Line)],
            answer.MessageId,
            answer.ProcessingTime ?? 0,
            sessionId
        );

    private static ImmutableArray<string> Line(Message message) =>
        [message.Role == Speaker.User ? "User" : "DAifu", message.Content];
}
