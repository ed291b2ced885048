using System.Text;

namespace YudaiV3.Api.Chat;

/// <summary>Which texts may be the id of a session.</summary>
internal static class SessionIds
{
    public const int MaxLength = 255;

    /// <summary>1 to 255 characters (Unicode code points) of any kind; halves of a surrogate pair are none.</summary>
    public static bool IsValid(string id)
    {
        var characters = 0;
        for (var rest = id.AsSpan(); !rest.IsEmpty; characters++)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var taken) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[taken..];
        }
        return characters is > 0 and <= MaxLength;
    }

    public static NotFoundException NotThere() => new("There is no such session of yours.");
}
