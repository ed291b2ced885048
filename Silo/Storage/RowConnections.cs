using Npgsql;
using NpgsqlTypes;

namespace YudaiV3.Silo.Storage;

/// <summary>What statements over many rows have in common.</summary>
internal static class RowConnections
{
    /// <summary>How many rows a statement takes.</summary>
    public const int MaxRows = 64;

    /// <summary>Bytes. A larger payload would hold up the others of its statement, and goes alone.</summary>
    public const int MaxSmallBytes = 32_768;

    // What PostgreSQL knows about a young table would have it read the whole.
    private const string Settings =
        "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan";

    /// <summary>Gives a pool of connections that always find a row by its index.</summary>
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
