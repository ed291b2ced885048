using System.Net;
using System.Text;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// The body of a request that must not be sent at or after a time. HTTP/1.1 asks for the body when the connection is
/// there, and sends the headers with it. A process that was frozen before that therefore sends nothing.
/// </summary>
internal sealed class ExpiringContent(string text, string mediaType, DateTimeOffset sendBefore, TimeProvider time)
    : StringContent(text, Encoding.UTF8, mediaType)
{
    /// <exception cref="ExpiredException">It is too late.</exception>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        time.GetUtcNow() < sendBefore ? base.SerializeToStreamAsync(stream, context) : throw new ExpiredException();
}

/// <summary>The request was not sent, because it was too late.</summary>
internal sealed class ExpiredException() : Exception("The request was not sent in time.");
