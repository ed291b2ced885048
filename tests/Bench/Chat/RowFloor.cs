using Npgsql;
using NpgsqlTypes;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Chat;

/// <summary>
/// The floor of a message: one row written with Npgsql alone, by the same prepared statement, into the same table, with
/// the payloads of real sessions.
/// </summary>
internal sealed class RowFloor : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database;
    private readonly NpgsqlConnection[] _connections;
    private readonly NpgsqlCommand[] _writes;
    private readonly byte[][] _payloads;
    private readonly int[] _nextPayload;
    private long _written;

    private RowFloor(
        NpgsqlDataSource database,
        NpgsqlConnection[] connections,
        NpgsqlCommand[] writes,
        byte[][] payloads
    ) =>
        (_database, _connections, _writes, _payloads, _nextPayload) = (
            database,
            connections,
            writes,
            payloads,
            new int[writes.Length]
        );

    public static async Task<RowFloor> Start(string url, int connections)
    {
        var database = Connect(url, connections);
        await using var query = database.CreateCommand(
            "SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'WriteToStorageKey'"
        );
        var statement = (string)(await query.ExecuteScalarAsync())!;
        var payloads = new List<byte[]>();
        await using (
            var sample = database.CreateCommand(
                "SELECT PayloadBinary FROM OrleansStorage WHERE GrainTypeString = 'chat-session' LIMIT 200"
            )
        )
        await using (var rows = await sample.ExecuteReaderAsync())
            while (await rows.ReadAsync())
                payloads.Add(rows.GetFieldValue<byte[]>(0));
        var opened = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => database.OpenConnectionAsync().AsTask())
        );
        var writes = await Task.WhenAll(opened.Select((connection, number) => Prepare(connection, statement, number)));
        return new(database, opened, writes, [.. payloads]);
    }

    /// <summary>Creates a connection pool.</summary>
    public static NpgsqlDataSource Connect(string url, int connections)
    {
        var parts = new Uri(url);
        return NpgsqlDataSource.Create(
            $"Host={parts.Host};Port={parts.Port};Database={parts.AbsolutePath[1..]};Username=yudai;"
                + $"MaxPoolSize={connections};NoResetOnClose=true"
        );
    }

    /// <summary>The average size of a payload.</summary>
    public double PayloadBytes => _payloads.Average(payload => payload.Length);

    public long Written => Volatile.Read(ref _written);

    public async ValueTask Write(int caller)
    {
        var write = _writes[caller];
        write.Parameters["PayloadBinary"].Value = _payloads[(caller + _nextPayload[caller]++) % _payloads.Length];
        write.Parameters["GrainStateVersion"].Value = await write.ExecuteScalarAsync()
            ?? throw new InvalidOperationException("The floor's row was not written.");
        Interlocked.Increment(ref _written);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var write in _writes)
            await write.DisposeAsync();
        foreach (var connection in _connections)
            await connection.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task<NpgsqlCommand> Prepare(NpgsqlConnection connection, string statement, int number)
    {
        var write = new NpgsqlCommand(statement, connection);
        write.Parameters.AddWithValue("GrainIdHash", number);
        write.Parameters.AddWithValue("GrainTypeHash", 1);
        write.Parameters.AddWithValue("GrainIdN0", 0L);
        write.Parameters.AddWithValue("GrainIdN1", 0L);
        write.Parameters.AddWithValue("GrainIdExtensionString", $"floor/{Guid.NewGuid()}");
        write.Parameters.AddWithValue("GrainTypeString", "floor");
        write.Parameters.AddWithValue("ServiceId", "floor");
        write.Parameters.Add(new NpgsqlParameter("GrainStateVersion", NpgsqlDbType.Integer) { Value = DBNull.Value });
        write.Parameters.Add(new NpgsqlParameter("PayloadBinary", NpgsqlDbType.Bytea) { Value = Array.Empty<byte>() });
        await write.PrepareAsync();
        return write;
    }
}
