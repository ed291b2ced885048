namespace YudaiV3;

/// <summary>
/// What was asked contradicts what is already recorded. The message is shown to the caller (HTTP 409).
/// </summary>
[GenerateSerializer, Alias("yudai.conflict")]
public sealed class ConflictException(string message) : Exception(message);
