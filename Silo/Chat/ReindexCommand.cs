using Npgsql;
using Orleans.Configuration;
using YudaiV3.Chat;
using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Hosting;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// Rebuilds the message search from the stored sessions while the cluster serves: <c>YudaiV3.Silo reindex</c>, or
/// <c>./run.sh reindex</c>. Earlier messages of a session are not found until the command reaches the session.
/// </summary>
internal static class ReindexCommand
{
    private const string Script = "050-search.sql";
    private const int MaxConcurrency = 8;

    public static async Task Run(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        var database = DatabaseUrl.From(builder.Configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleansClient(client =>
            client
                .Configure<ClusterOptions>(ClusterIdentity.Apply)
                .UseAdoNetClustering(options =>
                {
                    options.Invariant = ClusterIdentity.Invariant;
                    options.ConnectionString = database.For("yudai-reindex clustering", 2);
                })
        );
        using var host = builder.Build();
        await using var dataSource = NpgsqlDataSource.Create(database.For("yudai-reindex", 2));
        await RecreateTable(dataSource);
        await host.StartAsync();
        var (grains, indexed) = (host.Services.GetRequiredService<IGrainFactory>(), 0);
        await Parallel.ForEachAsync(
            Sessions(dataSource),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency },
            async (key, _) =>
            {
                await grains.GetGrain<IChatSession>(key).Reindex();
                Interlocked.Increment(ref indexed);
            }
        );
        await host.StopAsync();
        Console.WriteLine($"indexed: {indexed} sessions");
    }

    private static async Task RecreateTable(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            $"DROP TABLE IF EXISTS yudai_message_search; {Schema.ReadScript(Script)}"
        );
        await command.ExecuteNonQueryAsync();
    }

    private static async IAsyncEnumerable<string> Sessions(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            """
            SELECT GrainIdExtensionString FROM OrleansStorage
            WHERE GrainTypeString = 'chat-session' AND GrainIdExtensionString IS NOT NULL
            """
        );
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            yield return rows.GetString(0);
    }
}
