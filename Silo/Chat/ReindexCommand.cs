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

    /// <summary>A session fails while it moves to another silo.</summary>
    private const int MaxFailures = 10;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

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
                await Reindex(grains.GetGrain<IChatSession>(key));
                Interlocked.Increment(ref indexed);
            }
        );
        await host.StopAsync();
        Console.WriteLine($"indexed: {indexed} sessions");
    }

    private static async Task Reindex(IChatSession session)
    {
        var failures = 0;
        while (true)
            try
            {
                await session.Reindex();
                return;
            }
            catch (TimeoutException)
            {
                // A long session goes on. The next call waits for the same run.
            }
            catch (Exception exception)
                when (exception is UnavailableException or OrleansException && ++failures < MaxFailures)
            {
                await Task.Delay(RetryDelay);
            }
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
