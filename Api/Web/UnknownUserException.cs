namespace YudaiV3.Api.Web;

/// <summary>The bearer token is valid, but its user does not exist any more (401).</summary>
internal sealed class UnknownUserException() : Exception("This login is not known here any more. Sign in again.");
