using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.Chat.Answering;

/// <summary>What DAifu is to answer, with what the session knows.</summary>
internal sealed record Question
{
    public required Session Session { get; init; }
    public required long UserId { get; init; }

    /// <summary>The session's newest messages, oldest first; the last is the user's message to answer.</summary>
    public required ImmutableArray<Message> Messages { get; init; }

    /// <summary>The cards that the user chose for that message.</summary>
    public ImmutableArray<ContextCard> Cards { get; init; } = [];

    /// <summary>How the repository stands on GitHub; null where that is not known.</summary>
    public GitHub.RepositoryOverview? News { get; init; }

    /// <summary>
    /// The files of the ingested repository that matter for that message; null where nothing is known of it.
    /// </summary>
    public RelevantFiles? Files { get; init; }

    public Message Asked => Messages[^1];
}
