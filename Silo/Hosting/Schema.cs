using System.Diagnostics;
using System.Reflection;
using Npgsql;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Hosting;

/// <summary>
/// Brings a database up to the scripts of <c>postgres-init</c>, which are embedded here. Those that its history does
/// not list are applied in one transaction,
/// under an advisory lock that the run script takes too. A database that has them all is only read.
/// </summary>
internal static class Schema
{
    /// <summary>Any number; the run script has the same.</summary>
    public const long Lock = 8_153_201;

    private const string History = "000-history.sql";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="SettingException">The database cannot be reached or used.</exception>
    public static async Task Apply(
        DatabaseUrl database,
        TimeProvider time,
        CancellationToken cancellationToken = default
    )
    {
        // The scripts name parameters inside of the query texts: nothing here is a parameter or worth preparing.
        var settings = new NpgsqlConnectionStringBuilder(database.For("yudai-silo schema", 1))
        {
            MaxAutoPrepare = 0,
            Pooling = false,
            CommandTimeout = 120,
        };
        try
        {
            await using var connection = await Connect(settings.ConnectionString, time, cancellationToken);
            if ((await Missing(connection)).Count == 0)
                return;
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await Execute(connection, $"SELECT pg_advisory_xact_lock({Lock})");
            await Execute(connection, Text(History));
            foreach (var script in await Missing(connection))
            {
                await Execute(connection, Text(script));
                await Execute(connection, $"INSERT INTO yudai_schema_history (script) VALUES ('{script}')");
            }
            await transaction.CommitAsync(cancellationToken);
        }
        catch (NpgsqlException refused)
        {
            throw new SettingException(
                DatabaseUrl.Variable,
                $"leads to a database that cannot be used: {refused.Message}"
            );
        }
    }

    /// <summary>The scripts by name, in their order.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        .. typeof(Schema)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static string Text(string script)
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream(script) ?? throw new UnreachableException()
        );
        return reader.ReadToEnd();
    }

    private static async Task<List<string>> Missing(NpgsqlConnection connection)
    {
        await using var known = new NpgsqlCommand("SELECT to_regclass('yudai_schema_history') IS NOT NULL", connection);
        if (await known.ExecuteScalarAsync() is not true)
            return [.. Scripts];
        await using var history = new NpgsqlCommand(
            "SELECT coalesce(array_agg(script), '{}') FROM yudai_schema_history",
            connection
        );
        var applied = (string[])(await history.ExecuteScalarAsync())!;
        return [.. Scripts.Except(applied)];
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<NpgsqlConnection> Connect(
        string connectionString,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var connection = new NpgsqlConnection(connectionString);
            try
            {
                await connection.OpenAsync(cancellationToken);
                return connection;
            }
            catch (NpgsqlException starting) when (starting.IsTransient && time.GetElapsedTime(started) < Patience)
            {
                await connection.DisposeAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancellationToken);
            }
        }
    }
}
