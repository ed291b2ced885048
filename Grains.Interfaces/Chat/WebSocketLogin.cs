namespace YudaiV3.Chat;

/// <summary>The login of a WebSocket.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.websocket-login")]
public sealed record WebSocketLogin
{
    [Id(0)]
    public long UserId { get; init; }

    /// <summary>Id of the JWT (<c>jti</c>).</summary>
    [Id(1)]
    public string TokenId { get; init; } = "";

    [Id(2)]
    public DateTimeOffset ExpiresAt { get; init; }
}
