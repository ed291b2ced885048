namespace YudaiV3.Chat.Answering;

/// <summary>The model gives no answer. The message is shown to the user, and so says nothing of addresses, keys or what the provider wrote.</summary>
internal sealed class ModelException(string message, Exception? cause = null) : Exception(message, cause);
