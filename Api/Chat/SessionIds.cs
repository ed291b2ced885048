using System.Text;

namespace YudaiV3.Api.Chat;

/// <summary>The rules of session ids.</summary>
internal static class SessionIds
{
    public const int MaxLength = 255;

    /// <summary>True for 1 to 255 characters (Unicode code points) without unpaired surrogates.</summary>
    public static bool IsValid(string id)
    {
        var characters = 0;
        for (var rest = id.AsSpan(); !rest.IsEmpty; characters++)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[consumed..];
        }
        return characters is > 0 and <= MaxLength;
    }

    public static NotFoundException NotFound() => new("There is no such session of yours.");
}
