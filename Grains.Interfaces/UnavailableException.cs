namespace YudaiV3;

/// <summary>
/// The state could not be read or written, and it is unknown whether a change was stored. The caller can safely repeat
/// the call with the same ids (HTTP 503).
/// </summary>
[GenerateSerializer, Alias("yudai.unavailable")]
public sealed class UnavailableException(string message) : Exception(message);
