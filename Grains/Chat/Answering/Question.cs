using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.Chat.Answering;

/// <summary>A message that DAifu answers, with the material of the session.</summary>
internal sealed record Question
{
    public required Session Session { get; init; }
    public required long UserId { get; init; }

    /// <summary>The session's newest messages, oldest first; the last is the message to answer.</summary>
    public required ImmutableArray<Message> Messages { get; init; }

    /// <summary>The cards that the user chose for the message.</summary>
    public ImmutableArray<ContextCard> Cards { get; init; } = [];

    /// <summary>The repository's state on GitHub; null if it is unknown.</summary>
    public GitHub.RepositoryOverview? Overview { get; init; }

    /// <summary>The relevant files of the ingested repository; null if it is not ingested.</summary>
    public RelevantFiles? Files { get; init; }

    /// <summary>The repository is ingested, but its files were not at hand in time.</summary>
    public bool FilesAreLate { get; init; }

    /// <summary>The message to answer.</summary>
    public Message Message => Messages[^1];
}
