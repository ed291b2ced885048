namespace YudaiV3.Api.Web;

/// <summary>An answer whose JSON is already written.</summary>
internal sealed class JsonBytes(ReadOnlyMemory<byte> bytes) : IResult
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = bytes.Length;
        return httpContext.Response.BodyWriter.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}
