using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace YudaiV3.Api.Web;

/// <summary>Reads JSON texts and tells what is no JSON from what has wrong values.</summary>
internal static class RequestBodyReader
{
    /// <summary>The largest body in bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads to the end in any case: a client that is cut off while it sends never hears why.</summary>
    /// <exception cref="UnreadableBodyException">It is too large.</exception>
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

    /// <summary>Null for the JSON text <c>null</c>.</summary>
    /// <exception cref="UnreadableBodyException">It is no JSON.</exception>
    /// <exception cref="InvalidRequestException">It is JSON with a value of a wrong type.</exception>
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
        RequireJson(text);
        try
        {
            return JsonSerializer.Deserialize(text, ApiJson.TypeInfo<T>());
        }
        catch (JsonException wrong)
        {
            throw new InvalidRequestException(
                new Dictionary<string, string[]>
                {
                    [Field(wrong.Path)] = ["The value has the wrong type, is out of range or is given twice."],
                }
            );
        }
    }

    private static void RequireJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = ApiJson.MaxDepth });
        try
        {
            while (reader.Read()) { }
        }
        catch (JsonException wrong)
        {
            throw new UnreadableBodyException(
                StatusCodes.Status400BadRequest,
                reader.CurrentDepth >= ApiJson.MaxDepth
                    ? $"The request's body is nested deeper than {ApiJson.MaxDepth} levels."
                    : $"The request's body is not JSON (line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1})."
            );
        }
    }

    private static string Field(string? path) => path is ['$', '.', _, ..] ? path[2..] : "body";
}
