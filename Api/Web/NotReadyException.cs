namespace YudaiV3.Api.Web;

/// <summary>
/// The request cannot be served now, or not with the settings of this server (503). The caller sees the message.
/// </summary>
internal sealed class NotReadyException(string message) : Exception(message);
