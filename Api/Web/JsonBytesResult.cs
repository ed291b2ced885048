using System.Text.Json;

namespace YudaiV3.Api.Web;

/// <summary>A response whose JSON is already serialized.</summary>
internal sealed class JsonBytesResult(ReadOnlyMemory<byte> bytes) : IResult
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public static JsonBytesResult From<T>(T content) =>
        new(JsonSerializer.SerializeToUtf8Bytes(content, ApiJson.TypeInfo<T>()));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = bytes.Length;
        return httpContext.Response.BodyWriter.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}
