namespace YudaiV3.Api.Web;

/// <summary>The cluster, GitHub or the model took too long to answer (504). The caller sees the message.</summary>
internal sealed class TooSlowException(string message) : Exception(message);
