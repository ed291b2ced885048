using Npgsql;
using NpgsqlTypes;

namespace YudaiV3.Silo.Storage;

/// <summary>Writes the rows of many grains with one statement. Each row wins or loses by its own version.</summary>
internal sealed class RowWriter
{
    // A fresh row's version is drawn by lot here, and unlike any other of the statement: it tells which of two first
    // writes of one row was the first.
    private const string Statement = """
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

    private readonly BatchQueue<RowWrite, int?> _small,
        _large;
    private readonly string _service;

    /// <param name="lanes">How many statements may be under way with small payloads, and as many with large
    /// ones.</param>
    /// <param name="service">The cluster's service id.</param>
    public RowWriter(NpgsqlDataSource database, int lanes, string service)
    {
        _service = service;
        _small = new(database, lanes, RowConnections.MaxRows, WriteAll);
        _large = new(database, lanes, 1, WriteAll);
    }

    /// <returns>The version that was written, null where another one stood there.</returns>
    public Task<int?> Write(RowWrite write) =>
        (write.Payload.Length > RowConnections.MaxSmallBytes ? _large : _small).Add(write);

    private async Task<int?[]> WriteAll(NpgsqlConnection connection, IReadOnlyList<RowWrite> rows)
    {
        var (versions, places) = Draw(rows);
        var written = new int?[rows.Count];
        await using var command = Command(connection, rows, versions);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var version = reader.GetInt32(1);
            written[reader.IsDBNull(0) ? places[version] : (int)reader.GetInt64(0) - 1] = version;
        }
        return written;
    }

    /// <summary>
    /// The version that each row has now, or a fresh one will have, and where in the statement a fresh version stands.
    /// </summary>
    private static (int[] Versions, Dictionary<int, int> Places) Draw(IReadOnlyList<RowWrite> rows)
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
