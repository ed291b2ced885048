using System.Collections.Concurrent;
using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace YudaiV3.Silo.Storage;

/// <summary>
/// Writes the rows of many grains with one statement, one round trip and one commit: what comes while a statement is under way goes with the next. Nobody waits longer for that, as
/// a commit costs PostgreSQL the same for one row as for many. Each row still wins or loses by its own version.
/// </summary>
internal sealed partial class RowWriter(NpgsqlDataSource database, string service, int lanes, ILogger<RowWriter> log) : IAsyncDisposable
{
    private const int MostRows = 64;

    // A fresh row's version is drawn by lot here, and unlike any other of the statement: it tells which of two first writes of one row was the first.
    private const string Statement =
        """
        WITH given AS
        (
            SELECT * FROM unnest(@keyHashes, @nameHashes, @keys, @names, @fresh, @versions, @payloads)
                WITH ORDINALITY AS given (KeyHash, NameHash, Key, Name, Fresh, Version, Payload, Place)
        ),
        changed AS
        (
            UPDATE OrleansStorage AS stored SET PayloadBinary = given.Payload, ModifiedOn = now(), Version = stored.Version + 1
            FROM given
            WHERE NOT given.Fresh AND stored.GrainIdHash = given.KeyHash AND stored.GrainTypeHash = given.NameHash AND stored.GrainIdN0 = 0 AND stored.GrainIdN1 = 0
                AND coalesce(stored.GrainIdExtensionString, '') = given.Key AND stored.GrainTypeString = given.Name AND stored.ServiceId = @service
                AND stored.Version = given.Version
            RETURNING given.Place, stored.Version
        ),
        made AS
        (
            INSERT INTO OrleansStorage
                (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
            SELECT KeyHash, 0, 0, NameHash, Name, Key, @service, Payload, now(), Version FROM given WHERE Fresh
            ON CONFLICT DO NOTHING
            RETURNING Version
        )
        SELECT Place, Version FROM changed UNION ALL SELECT NULL, Version FROM made
        """;

    private readonly ConcurrentQueue<RowWrite> _waiting = new();
    private int _busy;

    /// <summary>Gives connections that always find a row by its index: what PostgreSQL knows about a young table would have it read the whole.</summary>
    public static NpgsqlDataSource Connections(string connectionString)
    {
        const string settings = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan";
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(settings, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(settings, connection);
                await command.ExecuteNonQueryAsync();
            });
        return builder.Build();
    }

    /// <returns>The version that was written, null where another one stood there.</returns>
    public Task<int?> Write(RowWrite write)
    {
        _waiting.Enqueue(write);
        if (Enter())
            _ = Task.Run(Lane);
        return write.Done;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private bool Enter()
    {
        for (var busy = Volatile.Read(ref _busy); busy < lanes;)
        {
            var seen = Interlocked.CompareExchange(ref _busy, busy + 1, busy);
            if (seen == busy)
                return true;
            busy = seen;
        }
        return false;
    }

    private async Task Lane()
    {
        do
        {
            while (Take() is { Count: > 0 } rows)
                await WriteOrFail(rows);
            Interlocked.Decrement(ref _busy);
        }
        while (!_waiting.IsEmpty && Enter()); // what came after the last look and found all lanes busy
    }

    private List<RowWrite> Take()
    {
        List<RowWrite> rows = [];
        while (rows.Count < MostRows && _waiting.TryDequeue(out var row))
            rows.Add(row);
        return rows;
    }

    private async Task WriteOrFail(List<RowWrite> rows)
    {
        try
        {
            if (!await WriteAll(rows))
                await Task.WhenAll(rows.ConvertAll(row => WriteOrFail([row])));
        }
        catch (Exception fault)
        {
            LogFailed(fault, rows.Count);
            rows.ForEach(row => row.Fail(fault));
        }
    }

    /// <returns>False where PostgreSQL refused the statement, and may take its rows one by one: one that it cannot store must not harm the others.</returns>
    private async Task<bool> WriteAll(List<RowWrite> rows)
    {
        await using var connection = await database.OpenConnectionAsync();
        var (versions, places) = Draw(rows);
        var written = new int?[rows.Count];
        try
        {
            await using var command = Command(connection, rows, versions);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var version = reader.GetInt32(1);
                written[reader.IsDBNull(0) ? places[version] : (int)reader.GetInt64(0) - 1] = version;
            }
        }
        catch (PostgresException)
        {
            database.Clear(); // Npgsql loses count of what is prepared when the first use of a statement is refused
            if (rows.Count > 1 && connection.FullState == ConnectionState.Open)
                return false;
            throw;
        }
        for (var at = 0; at < written.Length; at++)
            rows[at].Complete(written[at]);
        return true;
    }

    /// <summary>The version that each row has now, or a fresh one will have, and where in the statement a fresh version stands.</summary>
    private static (int[] Versions, Dictionary<int, int> Places) Draw(List<RowWrite> rows)
    {
        var (versions, places) = (new int[rows.Count], new Dictionary<int, int>());
        for (var at = 0; at < versions.Length; at++)
        {
            if (rows[at].Expected is { } expected)
                versions[at] = expected;
            else
                while (!places.TryAdd(versions[at] = Random.Shared.Next(1, 1_000_000_000), at)) { }
        }
        return (versions, places);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, List<RowWrite> rows, int[] versions) => new(Statement, connection)
    {
        Parameters =
        {
            Array("keyHashes", NpgsqlDbType.Integer, rows, row => row.KeyHash),
            Array("nameHashes", NpgsqlDbType.Integer, rows, row => row.NameHash),
            Array("keys", NpgsqlDbType.Text, rows, row => row.Key),
            Array("names", NpgsqlDbType.Text, rows, row => row.Name),
            Array("fresh", NpgsqlDbType.Boolean, rows, row => row.Expected is null),
            new NpgsqlParameter<int[]>("versions", NpgsqlDbType.Array | NpgsqlDbType.Integer) { TypedValue = versions },
            Array("payloads", NpgsqlDbType.Bytea, rows, row => row.Payload),
            new NpgsqlParameter<string>("service", NpgsqlDbType.Text) { TypedValue = service },
        },
    };

    private static NpgsqlParameter<T[]> Array<T>(string name, NpgsqlDbType type, List<RowWrite> rows, Converter<RowWrite, T> value) =>
        new(name, NpgsqlDbType.Array | type) { TypedValue = [.. rows.ConvertAll(value)] };
}
