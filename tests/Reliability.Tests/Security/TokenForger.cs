using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace YudaiV3.Reliability.Tests.Security;

/// <summary>Creates invalid JWTs from a valid one.</summary>
internal sealed class TokenForger(string validToken)
{
    private readonly JsonObject _claims = JsonNode
        .Parse(Base64Url.DecodeFromChars(validToken.Split('.')[1]))!
        .AsObject();

    /// <summary>The invalid tokens by name; null is no token.</summary>
    public IReadOnlyDictionary<string, string?> All =>
        new Dictionary<string, string?>
        {
            ["no token"] = null,
            ["garbage"] = "garbage",
            ["expired"] = Sign(With("exp", 1_700_000_000)),
            ["alg:none"] = Create("none", With("iat", 1), _ => []),
            ["alg:none in capitals, with the real signature"] =
                $"{Encode("""{"alg":"NONE","typ":"JWT"}""")}.{validToken.Split('.')[1]}.{validToken.Split('.')[2]}",
            ["wrong key"] = Sign(_claims, "another key that is long enough for HS256"),
            ["empty key"] = Sign(_claims, "\0"),
            ["another algorithm"] = Create("HS512", _claims, text =>
                HMACSHA512.HashData(Encoding.UTF8.GetBytes(Cluster.Secret), text)
            ),
            ["wrong audience"] = Sign(With("aud", "somebody-else")),
            ["wrong issuer"] = Sign(With("iss", "somebody-else")),
            ["no expiry"] = Sign(With("exp", null)),
            ["not yet valid"] = Sign(With("nbf", 32_000_000_000)),
            ["claims changed"] =
                $"{validToken.Split('.')[0]}.{Encode(With("sub", "1").ToJsonString())}.{validToken.Split('.')[2]}",
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
        Create("HS256", claims, text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), text));

    private static string Create(string algorithm, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{Encode(claims.ToJsonString())}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
