using System.Collections.Immutable;

namespace YudaiV3.Chat.Answering;

/// <summary>What DAifu is to answer, with all that the session knows.</summary>
internal sealed record Question
{
    public Session Session { get; init; } = new();
    public long UserId { get; init; }

    /// <summary>The newest messages, oldest first; the last is the user's message to answer.</summary>
    public ImmutableArray<Message> Messages { get; init; } = [];

    /// <summary>The cards that the user chose for that message.</summary>
    public ImmutableArray<ContextCard> Cards { get; init; } = [];
}
