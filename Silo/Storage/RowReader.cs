using Npgsql;
using NpgsqlTypes;

namespace YudaiV3.Silo.Storage;

/// <summary>Reads the rows of many grains with one statement.</summary>
/// <param name="maxConcurrency">The number of statements that may run at once.</param>
/// <param name="service">The cluster's service id.</param>
internal sealed class RowReader(NpgsqlDataSource database, int maxConcurrency, string service)
{
    private const string Statement = """
        SELECT requested.Place, stored.Version,
            CASE WHEN octet_length(stored.PayloadBinary) <= @maxBytes THEN stored.PayloadBinary END
        FROM unnest(@keyHashes, @nameHashes, @keys, @names)
            WITH ORDINALITY AS requested (KeyHash, NameHash, Key, Name, Place)
        JOIN OrleansStorage AS stored
            ON stored.GrainIdHash = requested.KeyHash AND stored.GrainTypeHash = requested.NameHash
            AND stored.GrainIdN0 = 0 AND stored.GrainIdN1 = 0
            AND coalesce(stored.GrainIdExtensionString, '') = requested.Key
            AND stored.GrainTypeString = requested.Name AND stored.ServiceId = @service
        """;

    private readonly BatchQueue<RowId, StoredRow?> _rows = new(
        database,
        maxConcurrency,
        RowConnections.MaxRows,
        (connection, rows) => ReadAll(connection, rows, service)
    );

    /// <returns>Null if there is no row.</returns>
    public Task<StoredRow?> Read(RowId row) => _rows.Add(row);

    private static async Task<StoredRow?[]> ReadAll(
        NpgsqlConnection connection,
        IReadOnlyList<RowId> rows,
        string service
    )
    {
        var found = new StoredRow?[rows.Count];
        await using var command = new NpgsqlCommand(Statement, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<int>("maxBytes", NpgsqlDbType.Integer)
                {
                    TypedValue = RowConnections.MaxSmallBytes,
                },
                RowConnections.Array("keyHashes", NpgsqlDbType.Integer, rows, row => row.KeyHash),
                RowConnections.Array("nameHashes", NpgsqlDbType.Integer, rows, row => row.NameHash),
                RowConnections.Array("keys", NpgsqlDbType.Text, rows, row => row.Key),
                RowConnections.Array("names", NpgsqlDbType.Text, rows, row => row.Name),
                new NpgsqlParameter<string>("service", NpgsqlDbType.Text) { TypedValue = service },
            },
        };
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            found[reader.GetInt64(0) - 1] = new(
                reader.GetInt32(1),
                reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2)
            );
        return found;
    }
}
