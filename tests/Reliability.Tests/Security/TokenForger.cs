using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace YudaiV3.Reliability.Tests.Security;

/// <summary>Makes JWTs that look like a real one and are not good.</summary>
internal sealed class TokenForger(string real)
{
    private readonly JsonObject _claims = JsonNode.Parse(Base64Url.DecodeFromChars(real.Split('.')[1]))!.AsObject();

    /// <summary>What somebody may come with instead of a good token, by name.</summary>
    public IReadOnlyDictionary<string, string?> All =>
        new Dictionary<string, string?>
        {
            ["no token"] = null,
            ["garbage"] = "garbage",
            ["expired"] = Sign(With("exp", 1_700_000_000)),
            ["alg:none"] = Made("none", With("iat", 1), _ => []),
            ["alg:none in capitals, with the real signature"] =
                $"{Part("""{"alg":"NONE","typ":"JWT"}""")}.{real.Split('.')[1]}.{real.Split('.')[2]}",
            ["wrong key"] = Sign(_claims, "another key that is long enough for HS256"),
            ["empty key"] = Sign(_claims, "\0"),
            ["another algorithm"] = Made("HS512", _claims, text =>
                HMACSHA512.HashData(Encoding.UTF8.GetBytes(Cluster.Secret), text)
            ),
            ["wrong audience"] = Sign(With("aud", "somebody-else")),
            ["wrong issuer"] = Sign(With("iss", "somebody-else")),
            ["no end"] = Sign(With("exp", null)),
            ["not yet good"] = Sign(With("nbf", 32_000_000_000)),
            ["claims changed"] = $"{real.Split('.')[0]}.{Part(With("sub", "1").ToJsonString())}.{real.Split('.')[2]}",
        };

    private JsonObject With(string claim, JsonNode? value)
    {
        var changed = _claims.DeepClone().AsObject();
        changed[claim] = value;
        if (value is null)
            changed.Remove(claim);
        return changed;
    }

    private static string Sign(JsonObject claims, string key = Cluster.Secret) =>
        Made("HS256", claims, text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), text));

    private static string Made(string algorithm, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Part($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{Part(claims.ToJsonString())}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
