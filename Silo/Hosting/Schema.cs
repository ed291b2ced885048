using System.Diagnostics;
using System.Reflection;
using Npgsql;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Hosting;

/// <summary>
/// Applies the embedded scripts of <c>postgres-init</c> to a database. It applies the scripts that are not in the
/// history table, in one transaction and under an advisory lock that the run script takes too. If none is missing, it
/// only reads.
/// </summary>
internal static class Schema
{
    /// <summary>The id of the advisory lock. The run script uses the same number.</summary>
    public const long Lock = 8_153_201;

    private const string History = "000-history.sql";
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    /// <exception cref="SettingException">The database cannot be reached or used.</exception>
    public static async Task Apply(
        DatabaseUrl database,
        TimeProvider time,
        CancellationToken cancellationToken = default
    )
    {
        // The scripts contain query texts with parameter names, which Npgsql must not treat as parameters.
        var settings = new NpgsqlConnectionStringBuilder(database.For("yudai-silo schema", 1))
        {
            MaxAutoPrepare = 0,
            Pooling = false,
            CommandTimeout = 120,
        };
        try
        {
            await using var connection = await Connect(settings.ConnectionString, time, cancellationToken);
            if ((await FindMissing(connection)).Count == 0)
                return;
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await Execute(connection, $"SELECT pg_advisory_xact_lock({Lock})");
            await Execute(connection, ReadScript(History));
            foreach (var script in await FindMissing(connection))
            {
                await Execute(connection, ReadScript(script));
                await Execute(connection, $"INSERT INTO yudai_schema_history (script) VALUES ('{script}')");
            }
            await transaction.CommitAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw new SettingException(
                DatabaseUrl.Variable,
                $"leads to a database that cannot be used: {exception.Message}"
            );
        }
    }

    /// <summary>The names of the scripts, in the order of execution.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        .. typeof(Schema)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static string ReadScript(string script)
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream(script) ?? throw new UnreachableException()
        );
        return reader.ReadToEnd();
    }

    private static async Task<List<string>> FindMissing(NpgsqlConnection connection)
    {
        await using var exists = new NpgsqlCommand(
            "SELECT to_regclass('yudai_schema_history') IS NOT NULL",
            connection
        );
        if (await exists.ExecuteScalarAsync() is not true)
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
            catch (NpgsqlException exception)
                when (exception.IsTransient && time.GetElapsedTime(started) < ConnectTimeout)
            {
                await connection.DisposeAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancellationToken);
            }
        }
    }
}
