using System.Collections.Immutable;
using YudaiV3.Auth;

namespace YudaiV3.Chat;

/// <summary>
/// The cards that a user chose, of whichever of the user's sessions, in their order; those that are gone are left out.
/// </summary>
internal static class ChosenCards
{
    /// <param name="cardsAt">The cards of the session at a place of the user's catalogue.</param>
    public static async Task<ImmutableArray<ContextCard>> Read(
        ImmutableArray<string> ids,
        Func<long, Task<ImmutableArray<ContextCard>?>> cardsAt
    )
    {
        List<ContextCard> chosen = [];
        foreach (var of in ids.Distinct().GroupBy(SessionCards.Place).Where(of => of.Key is not null))
            chosen.AddRange((await cardsAt(of.Key!.Value) ?? []).Where(card => of.Contains(card.Id)));
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
