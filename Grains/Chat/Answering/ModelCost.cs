using Microsoft.Extensions.AI;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// Carries what a call cost from the endpoint's adapter to the answer: the common usage figures know only whole
/// numbers.
/// </summary>
internal static class ModelCost
{
    private const string Key = "cost";

    /// <param name="dollars">US dollars.</param>
    public static void Set(ChatResponseUpdate update, double dollars) =>
        (update.AdditionalProperties ??= [])[Key] = dollars;

    public static double Read(ChatResponseUpdate update) =>
        update.AdditionalProperties?.TryGetValue(Key, out double dollars) == true ? dollars : 0;
}
