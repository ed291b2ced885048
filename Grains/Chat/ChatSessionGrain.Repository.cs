using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.Chat;

// What the ingested repository has to say to a question.
internal sealed partial class ChatSessionGrain
{
    private const int MaxPreviousLength = 2_000;

    /// <summary>
    /// Null where the repository was not ingested, is not for this user now, or does not answer in time.
    /// </summary>
    private Task<RelevantFiles?> FilesFor(ImmutableArray<Message> talk, ImmutableArray<ContextCard> cards)
    {
        var asked = talk[^1];
        var before = talk.Take(talk.Length - 1).LastOrDefault(message => message.Role == Speaker.User)?.Content ?? "";
        return files.Find(
            Head.Describe(Key),
            Owner,
            new RelevanceQuery
            {
                Text = asked.Content,
                Previous = before[..Math.Min(before.Length, MaxPreviousLength)],
                Paths =
                [
                    .. asked.ReferencedFiles.IsDefault ? [] : asked.ReferencedFiles,
                    .. cards.Select(card => card.Title),
                ],
            }
        );
    }
}
