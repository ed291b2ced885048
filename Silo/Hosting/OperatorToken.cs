using System.Security.Cryptography;
using System.Text;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Hosting;

/// <summary><c>OPERATOR_TOKEN</c>, which opens the dashboard. Unset, it opens to nobody.</summary>
internal sealed class OperatorToken
{
    private const string Variable = "OPERATOR_TOKEN";
    private const int MinLength = 16;
    private readonly byte[]? _hash;

    private OperatorToken(string? token) => _hash = token is null ? null : Hash(token);

    /// <exception cref="SettingException">It is too short to be a secret.</exception>
    public static OperatorToken From(IConfiguration configuration) =>
        configuration[Variable] switch
        {
            null or "" => new((string?)null),
            { Length: < MinLength } => throw new SettingException(Variable, $"is shorter than {MinLength} characters"),
            var token => new(token),
        };

    /// <summary>Takes the same time for every wrong token, however long or close it is.</summary>
    public bool Is(string offered) =>
        _hash is not null && CryptographicOperations.FixedTimeEquals(_hash, Hash(offered));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
