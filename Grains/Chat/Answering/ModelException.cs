namespace YudaiV3.Chat.Answering;

/// <summary>
/// The model gave no answer. The message is shown to the user: it never carries what the endpoint said, where it is, or
/// a key; neither is there an inner exception.
/// </summary>
internal sealed class ModelException(string message) : Exception(message)
{
    /// <summary>The same call may succeed when it is made again.</summary>
    public bool Transient { get; init; }

    /// <summary>How long the endpoint asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The endpoint is alive and only wants fewer calls.</summary>
    public bool Throttled { get; init; }
}
