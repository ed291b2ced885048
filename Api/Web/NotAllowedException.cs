namespace YudaiV3.Api.Web;

/// <summary>The caller is known and may not do this (HTTP 403).</summary>
internal sealed class NotAllowedException(string message) : Exception(message);
