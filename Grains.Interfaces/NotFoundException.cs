namespace YudaiV3;

/// <summary>The thing is not there, or not the caller's (HTTP 404). The message is shown to the caller.</summary>
[GenerateSerializer, Alias("yudai.not-found")]
public sealed class NotFoundException(string message) : Exception(message);
