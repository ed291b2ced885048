namespace YudaiV3.Chat;

/// <summary>Adds and removes the context cards of a session.</summary>
internal sealed class SessionCards(SessionContext session, SessionRegistration registration)
{
    /// <exception cref="ConflictException">The session has as many cards as it may have.</exception>
    public async Task<ContextCard> Add(NewCard card)
    {
        session.RequireSession();
        await registration.Activate(session.Head.SessionId);
        await session.Commit(head => head.AddCard(card, session.Clock.Next()));
        var head = session.Head;
        var cardId = ContextCardIds.Create(head.Place, card.RequestId);
        return await session.Log.Card(head, head.Fold.Cards.First(place => place.Id == cardId));
    }

    /// <summary>False if there is no such card.</summary>
    public async Task<bool> Remove(string cardId)
    {
        session.RequireSession();
        if (session.Head.Fold.Cards.FirstOrDefault(place => place.Id == cardId) is not { } existing)
            return false;
        await registration.Activate(session.Head.SessionId);
        var card = await session.Log.Card(session.Head, existing);
        await session.Commit(head => head.RemoveCard(card, session.Clock.Next()));
        return true;
    }
}
