using System.Text;
using System.Text.Json;

namespace YudaiV3.Bench.Load;

/// <summary>Reads access tokens.</summary>
internal static class AccessToken
{
    public static long UserId(string token)
    {
        var payload = System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(payload));
        return long.Parse(
            json.RootElement.GetProperty("sub").GetString()!,
            System.Globalization.CultureInfo.InvariantCulture
        );
    }
}
