using System.Globalization;

namespace YudaiV3.Chat;

/// <summary>
/// A card's id is the place of its session in the owner's catalogue and 31 bits of the request id's hash. So an id
/// leads to its session, and the same request gets the same id.
/// </summary>
internal static class ContextCardIds
{
    private const int RequestBits = 31;

    public static string Create(long place, string requestId) =>
        ((place << RequestBits) | (long)(Ids.Hash64(requestId) >> (64 - RequestBits))).ToString(
            CultureInfo.InvariantCulture
        );

    /// <summary>The place of the card's session; null if this class did not create the id.</summary>
    public static long? Place(string cardId) =>
        long.TryParse(cardId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id >> RequestBits : null;
}
