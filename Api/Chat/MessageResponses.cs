using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>The user's message is durable; DAifu's answer arrives on the WebSocket.</summary>
internal sealed record MessageAcceptedResponse(string MessageId, string SessionId)
{
    public string Status { get; } = "accepted";
}

internal sealed record MessageListResponse(ImmutableArray<Message> Messages);

/// <param name="Stopped">False when DAifu was not writing an answer.</param>
internal sealed record StopResponse(bool Stopped)
{
    public bool Success { get; } = true;
}
