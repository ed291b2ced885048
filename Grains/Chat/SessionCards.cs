using System.Globalization;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat;

/// <summary>
/// How a session's cards change: pure decisions on its head. A card's id is its session's place in the owner's
/// catalogue and 31 bits of the request's hash,
/// so an id alone leads to the card, and the same request makes the same card.
/// </summary>
internal static class SessionCards
{
    private const int MaxCards = 200;
    private const int RequestBits = 31;

    public static string Id(long place, string requestId) =>
        ((place << RequestBits) | (long)(Ids.Hash64(requestId) >> (64 - RequestBits))).ToString(
            CultureInfo.InvariantCulture
        );

    /// <summary>The place of the session that the card belongs to; null where the id is none of ours.</summary>
    public static long? Place(string cardId) =>
        long.TryParse(cardId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id >> RequestBits : null;

    public static SessionHead AddCard(this SessionHead head, NewCard card, DateTimeOffset at)
    {
        var id = Id(head.Place, card.RequestId);
        if (head.Fold.Cards.Any(known => known.Id == id))
            return head;
        if (head.Fold.Cards.Length >= MaxCards)
            throw new ConflictException($"A session has at most {MaxCards} context cards.");
        var made = new ContextCard
        {
            Id = id,
            SessionId = head.SessionId,
            Title = card.Title,
            Description = card.Description,
            Content = card.Content,
            Tokens = TokenCounter.Count(card.Content),
            Source = card.Source,
            CreatedAt = at,
        };
        return head.Append(
            new SessionEvent
            {
                Card = new CardChange { Action = CardAction.Add, Card = made },
            },
            at
        );
    }

    public static SessionHead RemoveCard(this SessionHead head, ContextCard card, DateTimeOffset at) =>
        head.Fold.Cards.Any(known => known.Id == card.Id)
            ? head.Append(
                new SessionEvent
                {
                    Card = new CardChange { Action = CardAction.Remove, Card = card },
                },
                at
            )
            : head;
}
