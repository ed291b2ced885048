namespace YudaiV3;

/// <summary>
/// The resource does not exist or is not accessible to the caller (HTTP 404). The message is shown to the caller.
/// </summary>
[GenerateSerializer, Alias("yudai.not-found")]
public sealed class NotFoundException(string message) : Exception(message);
