using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

internal sealed record SessionListResponse(ImmutableArray<Session> Sessions);

internal sealed record TouchSessionResponse(Session Session)
{
    public bool Success { get; } = true;
}

internal sealed record CloseSessionResponse(string Message)
{
    public bool Success { get; } = true;
}
