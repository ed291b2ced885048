namespace YudaiV3.ServiceDefaults;

/// <summary>
/// <c>ALLOWED_USERS</c> and <c>ALLOWED_ORGS</c>: the GitHub logins that may sign in, and the organizations whose
/// members may. Both unset: everybody may.
/// </summary>
public sealed record AllowedAccounts(IReadOnlySet<string> Users, IReadOnlySet<string> Organizations)
{
    private const string UsersVariable = "ALLOWED_USERS",
        OrganizationsVariable = "ALLOWED_ORGS";

    public bool IsEverybody => Users.Count == 0 && Organizations.Count == 0;

    /// <exception cref="SettingException">A name is not one of GitHub's.</exception>
    public static AllowedAccounts From(IConfiguration configuration) =>
        new(
            Names(configuration, UsersVariable).ToHashSet(StringComparer.OrdinalIgnoreCase),
            Names(configuration, OrganizationsVariable).ToHashSet(StringComparer.OrdinalIgnoreCase)
        );

    private static string[] Names(IConfiguration configuration, string variable)
    {
        var names = (configuration[variable] ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        return names.All(IsName)
            ? names
            : throw new SettingException(variable, "is not a comma-separated list of GitHub logins");
    }

    private static bool IsName(string name) =>
        name.Length <= 64 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
