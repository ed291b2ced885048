using Npgsql;
using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Hosting;

namespace YudaiV3.Silo.Tests.Storage;

public sealed class SchemaTests
{
    [Fact]
    public async Task Apply_from_many_callers_at_once_applies_each_script_once()
    {
        var database = await Postgres.NewDatabase();
        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Schema.Apply(DatabaseUrl.Parse(database), TimeProvider.System))
        );
        Assert.Equal(
            Schema.Scripts.Order(StringComparer.Ordinal),
            await Column<string>(database, "SELECT script FROM yudai_schema_history ORDER BY script")
        );
    }

    [Fact]
    public async Task Scripts_that_run_again_on_a_used_database_change_nothing()
    {
        await using var storage = await StorageFixture.Create();
        await storage.Write("k/1", Stored.New("kept"));
        var before = await Column<string>(
            storage.Url,
            "SELECT QueryKey || md5(QueryText) FROM OrleansQuery ORDER BY 1"
        );
        await using (var connection = await Postgres.Connect(storage.Url))
            for (var time = 0; time < 2; time++)
                foreach (
                    var script in Directory
                        .GetFiles(Path.Combine(Paths.Root, "postgres-init"), "*.sql")
                        .Order(StringComparer.Ordinal)
                )
                    await Run(connection, await File.ReadAllTextAsync(script));
        Assert.Equal(
            before,
            await Column<string>(storage.Url, "SELECT QueryKey || md5(QueryText) FROM OrleansQuery ORDER BY 1")
        );
        Assert.Equal("kept", (await storage.Read("k/1")).State!.Text);
    }

    [Fact]
    public async Task Apply_without_missing_scripts_needs_no_right_to_change_the_schema()
    {
        var database = await StorageFixture.NewSchema();
        await using (var connection = await Postgres.Connect(database))
            await Run(connection, "CREATE ROLE guest LOGIN; GRANT SELECT ON yudai_schema_history TO guest");
        await Schema.Apply(
            DatabaseUrl.Parse(database.Replace("yudai@", "guest@", StringComparison.Ordinal)),
            TimeProvider.System
        );
    }

    [Fact]
    public async Task Apply_to_a_missing_database_names_the_variable()
    {
        var exception = await Assert.ThrowsAsync<SettingException>(async () =>
            await Schema.Apply(DatabaseUrl.Parse(await Postgres.NewDatabase() + "_none"), TimeProvider.System)
        );
        Assert.StartsWith("DATABASE_URL ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insert_of_a_second_row_with_the_same_identity_is_refused_by_the_table()
    {
        var database = await StorageFixture.NewSchema();
        const string insert = "INSERT INTO OrleansStorage VALUES (1, 0, 0, 2, 'state', NULL, 'yudai', '', now(), 1)";
        await using var connection = await Postgres.Connect(database);
        await Run(connection, insert);
        var exception = await Assert.ThrowsAsync<PostgresException>(() => Run(connection, insert));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, exception.SqlState);
    }

    [Fact]
    public async Task Statements_of_the_provider_are_single_and_prepared()
    {
        var database = await StorageFixture.NewSchema();
        await using var source = NpgsqlDataSource.Create(DatabaseUrl.Parse(database).For("test", 1));
        foreach (var key in (string[])["WriteToStorageKey", "ReadFromStorageKey", "DeleteStorageKey"])
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(
                (await Column<string>(database, $"SELECT QueryText FROM OrleansQuery WHERE QueryKey = '{key}'"))[0],
                connection
            );
            foreach (var name in (string[])["GrainIdHash", "GrainTypeHash", "GrainStateVersion"])
                command.Parameters.AddWithValue(name, 1);
            foreach (var name in (string[])["GrainIdN0", "GrainIdN1"])
                command.Parameters.AddWithValue(name, 0L);
            foreach (var name in (string[])["GrainTypeString", "GrainIdExtensionString", "ServiceId"])
                command.Parameters.AddWithValue(name, "x");
            command.Parameters.AddWithValue("PayloadBinary", new byte[1]);
            await command.ExecuteNonQueryAsync();
        }
        await using var look = await source.OpenConnectionAsync();
        await using var prepared = new NpgsqlCommand(
            "SELECT count(*) FROM pg_prepared_statements "
                + "WHERE statement NOT LIKE '%pg_prepared_statements%' AND NOT from_sql",
            look
        );
        Assert.Equal(3L, await prepared.ExecuteScalarAsync());
    }

    private static async Task<List<T>> Column<T>(string database, string sql)
    {
        await using var connection = await Postgres.Connect(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync())
            values.Add(reader.GetFieldValue<T>(0));
        return values;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
