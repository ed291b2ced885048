namespace YudaiV3.Api.Web;

/// <summary>The request's body is not JSON (400), is too large (413) or has another content type (415).</summary>
internal sealed class UnreadableBodyException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
