using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using YudaiV3.Chat;
using YudaiV3.Chat.Answering;
using YudaiV3.RepoIngest.Sources;
using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Chat;
using YudaiV3.Silo.Hosting;

namespace YudaiV3.Silo.Tests.Chat;

/// <summary>
/// A silo inside of the test process, with PostgreSQL, a model that answers at once, and the cost of its statements
/// according to PostgreSQL.
/// </summary>
internal sealed class RealSilo(WebApplication host, string database) : IAsyncDisposable
{
    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<RealSilo> Start(string database)
    {
        var builder = Startup.NewHost([]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddCluster(DatabaseUrl.Parse(database));
        builder
            .Services.AddSingleton(TimeProvider.System)
            .AddSingleton<IChatClient, InstantModel>()
            .AddSingleton<IRepositoryAddresses, NoRepositories>()
            .AddAnswering()
            .AddSearch(DatabaseUrl.Parse(database));
        var host = builder.Build();
        await host.StartAsync();
        return new(host, database);
    }

    /// <summary>No repository may be ingested here.</summary>
    private sealed class NoRepositories : IRepositoryAddresses
    {
        public RepositoryAddress Find(string repoUrl) => throw new InvalidException("repo_url", "It names nothing.");
    }

    public async Task<IChatSession> Session(string id)
    {
        var session = Grains.ChatSession(1, id);
        await session.Start(
            new NewSession
            {
                SessionId = id,
                Repository = new RepositoryRef { Owner = "octo", Name = "cat" },
            }
        );
        return session;
    }

    /// <summary>The cost of the statements on grain state since the last call.</summary>
    public async Task<(long WalBytes, long RowsRead)> Costs()
    {
        await using var connection = await Postgres.Connect(database);
        await using var query = new NpgsqlCommand(
            """
            CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
            SELECT coalesce(sum(wal_bytes), 0)::bigint,
                coalesce(sum(rows) FILTER (
                    WHERE query LIKE '%SELECT PayloadBinary%' OR query LIKE '%THEN stored.PayloadBinary%'), 0)::bigint
            FROM pg_stat_statements JOIN pg_database ON dbid = pg_database.oid
            WHERE datname = current_database() AND query LIKE '%OrleansStorage%';
            """,
            connection
        );
        (long, long) costs;
        await using (var reader = await query.ExecuteReaderAsync())
        {
            await reader.ReadAsync();
            costs = (reader.GetInt64(0), reader.GetInt64(1));
        }
        await using var reset = new NpgsqlCommand(
            "SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = current_database()",
            connection
        );
        await reset.ExecuteNonQueryAsync();
        return costs;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await host.DisposeAsync();
    }
}
