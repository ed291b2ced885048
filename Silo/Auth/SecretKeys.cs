using System.Text;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Auth;

/// <summary>
/// The secrets that protect the key ring. <c>SECRET_KEY</c>, or <c>JWT_SECRET</c> if that is unset, encrypts new keys.
/// The previous secrets only decrypt.
/// </summary>
internal sealed class SecretKeys(SecretKey current, params IEnumerable<SecretKey> previous)
{
    private const string Variable = "SECRET_KEY",
        PreviousVariable = "SECRET_KEY_PREVIOUS",
        JwtVariable = "JWT_SECRET",
        PreviousJwtVariable = "JWT_SECRET_PREVIOUS";
    private const int MinBytes = 32;

    private readonly Dictionary<string, SecretKey> _byId = previous
        .Append(current)
        .DistinctBy(secret => secret.Id)
        .ToDictionary(secret => secret.Id);

    public SecretKey Current => current;

    /// <summary>Null if the secret is no longer configured.</summary>
    public SecretKey? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    /// <exception cref="SettingException">A secret is too short, or there is none outside Development.</exception>
    public static SecretKeys From(IConfiguration configuration, IHostEnvironment environment)
    {
        var jwt = Read(configuration, JwtVariable);
        var current = Read(configuration, Variable) ?? jwt;
        if (current is null && !environment.IsDevelopment())
            throw new SettingException(JwtVariable, $"is not set; it must be a secret of {MinBytes} bytes or more");
        current ??= DevelopmentSecret.ReadOrCreate(configuration);
        return new(
            new(current),
            ((string?[])[Read(configuration, PreviousVariable), jwt, Read(configuration, PreviousJwtVariable)])
                .OfType<string>()
                .Select(secret => new SecretKey(secret))
        );
    }

    private static string? Read(IConfiguration configuration, string variable) =>
        string.IsNullOrEmpty(configuration[variable]) ? null
        : Encoding.UTF8.GetByteCount(configuration[variable]!) >= MinBytes ? configuration[variable]
        : throw new SettingException(variable, $"is too short; it must be {MinBytes} bytes or more");
}
