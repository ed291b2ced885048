using System.Collections.Immutable;
using YudaiV3.Auth;

namespace YudaiV3.Chat;

/// <summary>
/// Reads the cards that a user chose, from any of the user's sessions, in the order of the choice. Cards that were
/// removed are left out.
/// </summary>
internal static class ChosenCards
{
    /// <param name="cardsAt">Reads the cards of the session at a place of the user's session list.</param>
    public static async Task<ImmutableArray<ContextCard>> Read(
        ImmutableArray<string> ids,
        Func<long, Task<ImmutableArray<ContextCard>?>> cardsAt
    )
    {
        List<ContextCard> chosen = [];
        foreach (var group in ids.Distinct().GroupBy(ContextCardIds.Place).Where(group => group.Key is not null))
            chosen.AddRange((await cardsAt(group.Key!.Value) ?? []).Where(card => group.Contains(card.Id)));
        return [.. chosen.OrderBy(card => ids.IndexOf(card.Id))];
    }

    public static async Task<ImmutableArray<ContextCard>?> CardsAt(
        this IGrainFactory grains,
        long userId,
        long place
    ) =>
        await grains.User(userId).SessionAt(place) is { } session
            ? await grains.ChatSession(userId, session).Cards()
            : null;
}
