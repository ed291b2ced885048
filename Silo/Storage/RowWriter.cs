using Npgsql;
using NpgsqlTypes;

namespace YudaiV3.Silo.Storage;

/// <summary>Writes the rows of many grains with one statement. Each row succeeds or fails by its own version.</summary>
internal sealed class RowWriter
{
    // The version of a new row is random and unique within the statement: it shows which of two first writes of one row
    // succeeded.
    private const string Statement = """
        WITH given AS
        (
            SELECT * FROM unnest(@keyHashes, @nameHashes, @keys, @names, @fresh, @versions, @payloads)
                WITH ORDINALITY AS given (KeyHash, NameHash, Key, Name, Fresh, Version, Payload, Place)
        ),
        changed AS
        (
            UPDATE OrleansStorage AS stored
            SET PayloadBinary = given.Payload, ModifiedOn = now(), Version = stored.Version + 1
            FROM given
            WHERE NOT given.Fresh AND stored.GrainIdHash = given.KeyHash AND stored.GrainTypeHash = given.NameHash
                AND stored.GrainIdN0 = 0 AND stored.GrainIdN1 = 0
                AND coalesce(stored.GrainIdExtensionString, '') = given.Key
                AND stored.GrainTypeString = given.Name AND stored.ServiceId = @service
                AND stored.Version = given.Version
            RETURNING given.Place, stored.Version
        ),
        created AS
        (
            INSERT INTO OrleansStorage
                (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId,
                PayloadBinary, ModifiedOn, Version)
            SELECT KeyHash, 0, 0, NameHash, Name, Key, @service, Payload, now(), Version FROM given WHERE Fresh
            ON CONFLICT DO NOTHING
            RETURNING Version
        )
        SELECT Place, Version FROM changed UNION ALL SELECT NULL, Version FROM created
        """;

    private readonly BatchQueue<RowWrite, int?> _small,
        _large;
    private readonly string _service;

    /// <param name="maxConcurrency">
    /// The number of statements with small payloads that may run at once, and of statements with large payloads.
    /// </param>
    /// <param name="service">The cluster's service id.</param>
    public RowWriter(NpgsqlDataSource database, int maxConcurrency, string service)
    {
        _service = service;
        _small = new(database, maxConcurrency, RowConnections.MaxRows, WriteAll);
        _large = new(database, maxConcurrency, 1, WriteAll);
    }

    /// <returns>The version that was written; null if the row had another version.</returns>
    public Task<int?> Write(RowWrite write) =>
        (write.Payload.Length > RowConnections.MaxSmallBytes ? _large : _small).Add(write);

    private async Task<int?[]> WriteAll(NpgsqlConnection connection, IReadOnlyList<RowWrite> rows)
    {
        var (versions, newRows) = AssignVersions(rows);
        var written = new int?[rows.Count];
        await using var command = Command(connection, rows, versions);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var version = reader.GetInt32(1);
            written[reader.IsDBNull(0) ? newRows[version] : (int)reader.GetInt64(0) - 1] = version;
        }
        return written;
    }

    /// <summary>The expected version of each row, or a random one for a new row, and the places of the new rows.</summary>
    private static (int[] Versions, Dictionary<int, int> NewRows) AssignVersions(IReadOnlyList<RowWrite> rows)
    {
        var (versions, newRows) = (new int[rows.Count], new Dictionary<int, int>());
        for (var index = 0; index < versions.Length; index++)
        {
            if (rows[index].Expected is { } expected)
                versions[index] = expected;
            else
                while (!newRows.TryAdd(versions[index] = Random.Shared.Next(1, 1_000_000_000), index)) { }
        }
        return (versions, newRows);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, IReadOnlyList<RowWrite> rows, int[] versions) =>
        new(Statement, connection)
        {
            Parameters =
            {
                RowConnections.Array("keyHashes", NpgsqlDbType.Integer, rows, row => row.Row.KeyHash),
                RowConnections.Array("nameHashes", NpgsqlDbType.Integer, rows, row => row.Row.NameHash),
                RowConnections.Array("keys", NpgsqlDbType.Text, rows, row => row.Row.Key),
                RowConnections.Array("names", NpgsqlDbType.Text, rows, row => row.Row.Name),
                RowConnections.Array("fresh", NpgsqlDbType.Boolean, rows, row => row.Expected is null),
                new NpgsqlParameter<int[]>("versions", NpgsqlDbType.Array | NpgsqlDbType.Integer)
                {
                    TypedValue = versions,
                },
                RowConnections.Array("payloads", NpgsqlDbType.Bytea, rows, row => row.Payload),
                new NpgsqlParameter<string>("service", NpgsqlDbType.Text) { TypedValue = _service },
            },
        };
}
