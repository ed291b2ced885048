namespace YudaiV3;

/// <summary>
/// The request contradicts the stored state. The message is shown to the caller (HTTP 409).
/// </summary>
[GenerateSerializer, Alias("yudai.conflict")]
public sealed class ConflictException(string message) : Exception(message);
