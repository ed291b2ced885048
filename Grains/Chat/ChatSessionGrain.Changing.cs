using System.Collections.Immutable;
using YudaiV3.Auth;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat;

// What people do to a conversation beside talking: edit, have an answer written anew, keep cards.
internal sealed partial class ChatSessionGrain
{
    public async Task<PostedMessage> Edit(string messageId, NewMessage message)
    {
        var earlier = await Find(messageId);
        if (earlier.Message!.Role != Speaker.User)
            throw NoMessage();
        var before = await _log.Fold(Head, earlier.Seq - 1);
        await BeInUse(Head.SessionId);
        await BeReminded();
        var tokens = TokenCounter.Count(message.Content);
        var posted = await Append(message, head =>
            head.Edit(Key, earlier, before.Statistics, message, tokens, _clock.Next())
        );
        DropSuperseded();
        Resume();
        return posted;
    }

    public async Task<PostedMessage> Regenerate(string messageId)
    {
        var old = await Find(messageId);
        if (
            old.Message!.Role == Speaker.User
            || MessageIds.FirstSeq(messageId) is not { } question
            || MessageIds.Version(Key, question, messageId) is not { } version
        )
            throw NoMessage();
        if (version + 1 >= MessageIds.MaxVersions)
            throw new ConflictException($"A message has at most {MessageIds.MaxVersions} answers.");
        var again = new Regeneration
        {
            Question = question,
            Old = old.Seq,
            Version = version + 1,
        };
        var wished = new PostedMessage
        {
            MessageId = MessageIds.CreateAnswer(Key, question, version + 1),
            Seq = question,
        };
        if (await _pages.Find(Head, Key, wished.MessageId) is not null)
            return wished;
        await BeInUse(Head.SessionId);
        await BeReminded();
        await _commits.Commit(head => (head.Regenerate(again), true));
        Resume();
        return wished;
    }

    public async Task<ContextCard> AddCard(NewCard card)
    {
        if (!Head.Exists)
            throw Missing();
        await BeInUse(Head.SessionId);
        var id = SessionCards.Id(Head.Place, card.RequestId);
        await _commits.Commit(head => (head.AddCard(card, _clock.Next()), true));
        return (await _log.Read(Head, Head.Fold.Cards.First(known => known.Id == id).Seq)).Card!.Card;
    }

    public async Task<bool> RemoveCard(string cardId)
    {
        if (!Head.Exists)
            throw Missing();
        if (Head.Fold.Cards.FirstOrDefault(known => known.Id == cardId) is not { } there)
            return false;
        await BeInUse(Head.SessionId);
        var card = (await _log.Read(Head, there.Seq)).Card!.Card;
        await _commits.Commit(head => (head.RemoveCard(card, _clock.Next()), true));
        return true;
    }

    private async Task<SessionEvent> Find(string messageId) =>
        await _pages.Find(Head.Exists ? Head : throw Missing(), Key, messageId) ?? throw NoMessage();

    /// <summary>Ends the answer to a message that is no longer there, and tells those who wait for one.</summary>
    private void DropSuperseded()
    {
        var fold = Head.Fold;
        if (_turn is { } turn && fold.Supersedes(turn.Question.Seq))
            turn.Drop();
        foreach (var (seq, asking) in _asking.Where(asking => fold.Supersedes(asking.Key)).ToArray())
        {
            _asking.Remove(seq);
            asking.TrySetException(Replaced());
        }
    }

    private Task<ImmutableArray<ContextCard>> ChosenCards(ImmutableArray<string> ids) =>
        Chat.ChosenCards.Read(ids, place => place == Head.Place ? Cards() : GrainFactory.CardsAt(Owner, place));
}
