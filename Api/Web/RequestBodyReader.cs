using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace YudaiV3.Api.Web;

/// <summary>Reads JSON bodies and distinguishes invalid JSON from JSON with wrong values.</summary>
internal static class RequestBodyReader
{
    /// <summary>The maximum size of a body in bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>
    /// Reads a too large body to its end as well: a client that is cut off while it sends gets no response.
    /// </summary>
    /// <exception cref="UnreadableBodyException">The body is too large.</exception>
    public static async Task<MemoryStream> Receive(Stream body, CancellationToken cancellationToken)
    {
        var received = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            var length = 0L;
            while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                if ((length += read) <= MaxBytes)
                    received.Write(buffer, 0, read);
            return length <= MaxBytes
                ? received
                : throw new UnreadableBodyException(
                    StatusCodes.Status413PayloadTooLarge,
                    $"The request's body is larger than {MaxBytes:N0} bytes."
                );
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Returns null for the JSON text <c>null</c>.</summary>
    /// <exception cref="UnreadableBodyException">The text is not JSON.</exception>
    /// <exception cref="InvalidRequestException">The text is JSON with a value of a wrong type.</exception>
    public static T? Parse<T>(ReadOnlySpan<byte> text)
        where T : class
    {
        if (text.StartsWith("\uFEFF"u8))
            text = text[3..];
        if (!Utf8.IsValid(text))
            throw new UnreadableBodyException(
                StatusCodes.Status400BadRequest,
                "The request's body is not valid UTF-8."
            );
        RequireValidJson(text);
        try
        {
            return JsonSerializer.Deserialize(text, ApiJson.TypeInfo<T>());
        }
        catch (JsonException exception)
        {
            throw new InvalidRequestException(
                new Dictionary<string, string[]>
                {
                    [Field(exception.Path)] = ["The value has the wrong type, is out of range or is given twice."],
                }
            );
        }
    }

    private static void RequireValidJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = ApiJson.MaxDepth });
        try
        {
            while (reader.Read()) { }
        }
        catch (JsonException exception)
        {
            throw new UnreadableBodyException(
                StatusCodes.Status400BadRequest,
                reader.CurrentDepth >= ApiJson.MaxDepth
                    ? $"The request's body is nested deeper than {ApiJson.MaxDepth} levels."
                    : "The request's body is not JSON "
                        + $"(line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})."
            );
        }
    }

    private static string Field(string? path) => path is ['$', '.', _, ..] ? path[2..] : "body";
}
