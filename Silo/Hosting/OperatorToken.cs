using System.Security.Cryptography;
using System.Text;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Hosting;

/// <summary><c>OPERATOR_TOKEN</c>, which opens the dashboard. If it is unset, nobody can open the dashboard.</summary>
internal sealed class OperatorToken
{
    private const string Variable = "OPERATOR_TOKEN";
    private const int MinLength = 16;
    private readonly byte[]? _hash;

    private OperatorToken(string? token) => _hash = token is null ? null : Hash(token);

    /// <exception cref="SettingException">The token is too short.</exception>
    public static OperatorToken From(IConfiguration configuration) =>
        configuration[Variable] switch
        {
            null or "" => new((string?)null),
            { Length: < MinLength } => throw new SettingException(Variable, $"is shorter than {MinLength} characters"),
            var token => new(token),
        };

    /// <summary>Takes the same time for every wrong token.</summary>
    public bool Matches(string value) =>
        _hash is not null && CryptographicOperations.FixedTimeEquals(_hash, Hash(value));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
