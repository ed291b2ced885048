using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>A current card, and the event that contains it.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-card-place")]
internal sealed record CardPlace
{
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public long Seq { get; init; }

    public static ImmutableArray<CardPlace> After(ImmutableArray<CardPlace> cards, CardChange change, long seq) =>
        change.Action switch
        {
            CardAction.Remove => cards.RemoveAll(card => card.Id == change.Card.Id),
            CardAction.Update => [.. cards.Select(card => card.Id == change.Card.Id ? card with { Seq = seq } : card)],
            _ => cards.Add(new CardPlace { Id = change.Card.Id, Seq = seq }),
        };
}
