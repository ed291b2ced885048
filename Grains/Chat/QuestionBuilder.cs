using System.Collections.Immutable;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest.Queries;

namespace YudaiV3.Chat;

/// <summary>Collects what DAifu needs to answer a question.</summary>
internal sealed class QuestionBuilder(
    SessionContext session,
    IGrainFactory grains,
    RepositoryOverviews overviews,
    RelevantFileFinder finder
)
{
    /// <summary>Messages before the question that are read for the prompt.</summary>
    private const int MaxMessages = 40;

    /// <summary>Answers to these messages that are looked up because they came much later.</summary>
    private const int MaxLookups = 8;
    private const int MaxPreviousLength = 2_000;

    /// <summary>Starts to load the repository's overview before a question arrives.</summary>
    public void Prepare() => overviews.Prepare(session.OwnerId, session.Head.Repository);

    /// <summary>
    /// The question with the messages before it and the answers to them, which may come after the question in the log.
    /// </summary>
    public async Task<Question> Build(SessionEvent question)
    {
        var head = session.Head;
        var overview = overviews.Get(session.OwnerId, head.Repository);
        var messages = await Conversation(head, question);
        var cards = await ChosenCards.Read(question.Message!.ContextCards, CardsAt);
        var files = await FindFiles(messages, cards);
        return new Question
        {
            UserId = session.OwnerId,
            Session = head.Describe(session.Key),
            Messages = messages,
            Cards = cards,
            Files = files.Files,
            FilesAreLate = files.IsLate,
            Overview = await overview,
        };
    }

    private async Task<ImmutableArray<Message>> Conversation(SessionHead head, SessionEvent question)
    {
        var (pages, fold) = (session.Pages, head.Fold);
        List<Message> messages = [question.Message!];
        messages.AddRange(await pages.Before(head, fold, question.Seq, MaxMessages, includeSuperseded: false));
        messages.AddRange(await pages.Before(head, fold, head.Seq + 1, MaxMessages, includeSuperseded: false));
        var answered = messages.Select(message => message.InReplyTo).ToHashSet();
        var missing = messages.Where(message =>
            message.Role == Speaker.User
            && MessageIds.FirstSeq(message.MessageId) < question.Seq
            && !answered.Contains(message.MessageId)
        );
        foreach (var message in missing.TakeLast(MaxLookups).ToArray())
            if (await pages.FindAnswer(head, session.Key, MessageIds.FirstSeq(message.MessageId)!.Value) is { } answer)
                messages.Add(answer);
        return Chat.Conversation.UpTo(question.Message!, messages);
    }

    private async Task<ImmutableArray<ContextCard>?> CardsAt(long place) =>
        place == session.Head.Place
            ? await session.Log.Cards(session.Head, session.Head.Fold)
            : await grains.CardsAt(session.OwnerId, place);

    private Task<FoundFiles> FindFiles(ImmutableArray<Message> messages, ImmutableArray<ContextCard> cards)
    {
        var question = messages[^1];
        var previous = messages.SkipLast(1).LastOrDefault(message => message.Role == Speaker.User)?.Content ?? "";
        return finder.Find(
            session.Head.Describe(session.Key),
            session.OwnerId,
            new RelevanceQuery
            {
                Text = question.Content,
                Previous = previous[..Math.Min(previous.Length, MaxPreviousLength)],
                Paths =
                [
                    .. question.ReferencedFiles.IsDefault ? [] : question.ReferencedFiles,
                    .. cards.Select(card => card.Title),
                ],
            }
        );
    }
}
