using System.Text;
using Microsoft.IdentityModel.Tokens;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Auth;

/// <summary>
/// The keys of our JWTs: <c>JWT_SECRET</c> signs, and <c>JWT_SECRET_PREVIOUS</c> is accepted but signs nothing.
/// </summary>
internal sealed class JwtKeys
{
    private const string Variable = "JWT_SECRET";
    private const string PreviousVariable = "JWT_SECRET_PREVIOUS";
    private const int MinBytes = 32;

    private JwtKeys(string secret, string? previous)
    {
        Signing = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256);
        Accepted = previous is null
            ? [Signing.Key]
            : [Signing.Key, new SymmetricSecurityKey(Encoding.UTF8.GetBytes(previous))];
    }

    public SigningCredentials Signing { get; }
    public IReadOnlyList<SecurityKey> Accepted { get; }

    /// <exception cref="SettingException">A secret is too short, or none is set outside Development.</exception>
    public static JwtKeys From(IConfiguration configuration, IHostEnvironment environment)
    {
        var secret = Checked(Variable, configuration[Variable]);
        if (secret is null && !environment.IsDevelopment())
            throw new SettingException(Variable, $"is not set; it must be a secret of {MinBytes} bytes or more");
        return new(
            secret ?? DevelopmentSecret.ReadOrCreate(configuration),
            Checked(PreviousVariable, configuration[PreviousVariable])
        );
    }

    private static string? Checked(string variable, string? secret) =>
        string.IsNullOrEmpty(secret) ? null
        : Encoding.UTF8.GetByteCount(secret) >= MinBytes ? secret
        : throw new SettingException(variable, $"is too short; it must be {MinBytes} bytes or more");
}
