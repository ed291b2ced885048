using System.Text;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Auth;

/// <summary>
/// The secrets that protect the key ring: what is written is protected by <c>SECRET_KEY</c>, or <c>JWT_SECRET</c> where
/// that is unset. The previous ones still open what they once protected.
/// </summary>
internal sealed class SecretKeys(SecretKey current, params IEnumerable<SecretKey> previous)
{
    private const string Variable = "SECRET_KEY",
        PreviousVariable = "SECRET_KEY_PREVIOUS",
        JwtVariable = "JWT_SECRET",
        PreviousJwtVariable = "JWT_SECRET_PREVIOUS";
    private const int MinBytes = 32;

    private readonly Dictionary<string, SecretKey> _all = previous
        .Append(current)
        .DistinctBy(secret => secret.Id)
        .ToDictionary(secret => secret.Id);

    public SecretKey Current => current;

    /// <summary>Null for a secret that is not configured any more.</summary>
    public SecretKey? Find(string? id) => id is null ? null : _all.GetValueOrDefault(id);

    /// <exception cref="SettingException">A secret is too short, or there is none outside Development.</exception>
    public static SecretKeys From(IConfiguration configuration, IHostEnvironment environment)
    {
        var jwt = Checked(configuration, JwtVariable);
        var current = Checked(configuration, Variable) ?? jwt;
        if (current is null && !environment.IsDevelopment())
            throw new SettingException(JwtVariable, $"is not set; it must be a secret of {MinBytes} bytes or more");
        current ??= DevelopmentSecret.In(configuration);
        return new(
            new(current),
            ((string?[])[Checked(configuration, PreviousVariable), jwt, Checked(configuration, PreviousJwtVariable)])
                .OfType<string>()
                .Select(secret => new SecretKey(secret))
        );
    }

    private static string? Checked(IConfiguration configuration, string variable) =>
        string.IsNullOrEmpty(configuration[variable]) ? null
        : Encoding.UTF8.GetByteCount(configuration[variable]!) >= MinBytes ? configuration[variable]
        : throw new SettingException(variable, $"is too short; it must be {MinBytes} bytes or more");
}
