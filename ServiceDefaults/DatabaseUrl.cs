using Npgsql;

namespace YudaiV3.ServiceDefaults;

/// <summary>
/// <c>DATABASE_URL</c>: <c>postgresql://user:password@host:port/database?option=value</c> or <c>postgres://…</c>, with
/// percent-encoded parts. Options are libpq's common ones or Npgsql's keywords. Every role gets a connection pool of
/// its own, so that no role can starve another.
/// </summary>
public sealed class DatabaseUrl
{
    public const string Variable = "DATABASE_URL";
    private readonly string _connectionString;

    private DatabaseUrl(string connectionString) => _connectionString = connectionString;

    /// <exception cref="SettingException">The URL is unset or invalid.</exception>
    public static DatabaseUrl From(IConfiguration configuration) => Parse(configuration[Variable]);

    /// <exception cref="SettingException">The URL is unset or invalid.</exception>
    public static DatabaseUrl Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw Invalid("is not set; it must look like postgresql://user:password@host:5432/database");
        if (
            !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url)
            || url.Scheme is not ("postgresql" or "postgres")
            || url.Fragment.Length > 0
        )
            throw Invalid(
                "is not a URL like postgresql://user:password@host:5432/database (special characters percent-encoded)"
            );
        var database = Decode(url.AbsolutePath.TrimStart('/'));
        if (database.Length == 0)
            throw Invalid("names no database after the host");

        var settings = Defaults();
        settings.Database = database;
        if (url.Host.Length > 0)
            settings.Host = url.IdnHost;
        if (url.Port > 0)
            settings.Port = url.Port;
        AddLogin(settings, url.UserInfo);
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            AddOption(settings, option);
        if (string.IsNullOrEmpty(settings.Host))
            throw Invalid("names no host");
        return new(settings.ConnectionString);
    }

    /// <param name="role">Shows as the connection's application name in PostgreSQL.</param>
    /// <param name="connections">The size of the role's pool. Further calls wait for a connection.</param>
    public string For(string role, int connections) =>
        new NpgsqlConnectionStringBuilder(_connectionString)
        {
            ApplicationName = role,
            MaxPoolSize = connections,
            MinPoolSize = 0,
        }.ConnectionString;

    // A connection prepares a statement at its first use. Orleans leaves no state in a session, so no reset is needed.
    private static NpgsqlConnectionStringBuilder Defaults() =>
        new()
        {
            MaxAutoPrepare = 32,
            AutoPrepareMinUsages = 1,
            NoResetOnClose = true,
            Timeout = 10,
            CommandTimeout = 20,
            KeepAlive = 30,
            TcpKeepAlive = true,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };

    private static void AddLogin(NpgsqlConnectionStringBuilder settings, string login)
    {
        if (login.Length == 0)
            return;
        var colon = login.IndexOf(':', StringComparison.Ordinal);
        settings.Username = Decode(colon < 0 ? login : login[..colon]);
        if (colon >= 0)
            settings.Password = Decode(login[(colon + 1)..]);
    }

    private static void AddOption(NpgsqlConnectionStringBuilder settings, string option)
    {
        var equals = option.IndexOf('=', StringComparison.Ordinal);
        var name = Decode(equals < 0 ? option : option[..equals]);
        var value = equals < 0 ? "" : Decode(option[(equals + 1)..]);
        try
        {
            settings[Keyword(name)] = name == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception exception)
            when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw Invalid($"has an option that is unknown or has a wrong value: {name}");
        }
    }

    private static string Keyword(string option) =>
        option switch
        {
            "sslmode" => "SSL Mode",
            "sslrootcert" => "Root Certificate",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            "sslpassword" => "SSL Password",
            "connect_timeout" => "Timeout",
            "application_name" => "Application Name",
            "channel_binding" => "Channel Binding",
            "dbname" => "Database",
            "user" => "Username",
            _ => option,
        };

    private static string Decode(string text) => Uri.UnescapeDataString(text);

    private static SettingException Invalid(string problem) => new(Variable, problem);
}
