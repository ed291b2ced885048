using Microsoft.Extensions.AI;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// Passes the cost of a call from the chat client to the answer. The common usage details contain only whole numbers.
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
