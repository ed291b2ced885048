namespace YudaiV3;

/// <summary>
/// The state could not be read or written just now, and whether a change was kept is not known. Calling again with the
/// same ids is safe and finds out (HTTP 503).
/// </summary>
[GenerateSerializer, Alias("yudai.unavailable")]
public sealed class UnavailableException(string message) : Exception(message);
