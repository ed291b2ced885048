namespace YudaiV3.Chat.Answering;

/// <summary>
/// The model gave no answer. The user sees the message: it contains no text of the endpoint, no address and no key.
/// There is no inner exception.
/// </summary>
internal sealed class ModelException(string message) : Exception(message)
{
    /// <summary>Whether the same call may succeed later.</summary>
    public bool Transient { get; init; }

    /// <summary>How long the endpoint asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the endpoint works and only asks for fewer calls.</summary>
    public bool Throttled { get; init; }
}
