using Npgsql;
using Orleans.Configuration;
using YudaiV3.Chat;
using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Hosting;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// Makes the search anew from the sessions themselves, while the cluster serves: <c>YudaiV3.Silo reindex</c>, or
/// <c>./run.sh reindex</c>.
/// Until a session's turn comes, what was said in it before is not found.
/// </summary>
internal static class ReindexCommand
{
    private const string Script = "050-search.sql";
    private const int AtOnce = 8;

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
        await using var own = NpgsqlDataSource.Create(database.For("yudai-reindex", 2));
        await MakeTable(own);
        await host.StartAsync();
        var (grains, done) = (host.Services.GetRequiredService<IGrainFactory>(), 0);
        await Parallel.ForEachAsync(
            Sessions(own),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (key, _) =>
            {
                await grains.GetGrain<IChatSession>(key).Reindex();
                Interlocked.Increment(ref done);
            }
        );
        await host.StopAsync();
        Console.WriteLine($"indexed: {done} sessions");
    }

    private static async Task MakeTable(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            $"DROP TABLE IF EXISTS yudai_message_search; {Schema.Text(Script)}"
        );
        await command.ExecuteNonQueryAsync();
    }

    private static async IAsyncEnumerable<string> Sessions(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            "SELECT GrainIdExtensionString FROM OrleansStorage WHERE GrainTypeString = 'chat-session' AND GrainIdExtensionString IS NOT NULL"
        );
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            yield return rows.GetString(0);
    }
}
