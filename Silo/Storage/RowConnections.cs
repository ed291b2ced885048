using Npgsql;
using NpgsqlTypes;

namespace YudaiV3.Silo.Storage;

/// <summary>Connections and parameters for statements over many rows.</summary>
internal static class RowConnections
{
    /// <summary>The number of rows in one statement.</summary>
    public const int MaxRows = 64;

    /// <summary>Bytes. A larger payload would delay the other rows of its statement, so it goes alone.</summary>
    public const int MaxSmallBytes = 32_768;

    // The statistics of a new table would make PostgreSQL scan it.
    private const string Settings =
        "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; "
        + "SET plan_cache_mode = force_generic_plan";

    /// <summary>Creates a pool of connections whose statements always use the index.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(Settings, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(Settings, connection);
                await command.ExecuteNonQueryAsync();
            }
        );
        return builder.Build();
    }

    public static NpgsqlParameter<T[]> Array<TItem, T>(
        string name,
        NpgsqlDbType type,
        IReadOnlyList<TItem> items,
        Func<TItem, T> value
    ) => new(name, NpgsqlDbType.Array | type) { TypedValue = [.. items.Select(value)] };
}
