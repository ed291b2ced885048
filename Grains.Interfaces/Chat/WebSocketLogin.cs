using YudaiV3.Auth;

namespace YudaiV3.Chat;

/// <summary>The login of a WebSocket.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.websocket-login")]
public sealed record WebSocketLogin
{
    [Id(0)]
    public long UserId { get; init; }

    /// <summary>The JWT's <c>sid</c>, or its <c>jti</c> if it has none.</summary>
    [Id(1)]
    public string TokenId { get; init; } = "";

    [Id(2)]
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When a JWT without <c>sid</c> was issued; null for a JWT with one.</summary>
    [Id(3)]
    public DateTimeOffset? IssuedAt { get; init; }

    public LoginReference ToReference() => new() { Id = TokenId, IssuedAt = IssuedAt };
}
