using Orleans.Configuration;
using Orleans.Serialization;
using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Storage;

namespace YudaiV3.Silo.Hosting;

/// <summary>
/// Registers the silo: membership, grain state and reminders in PostgreSQL, each with a connection pool of its own.
/// </summary>
internal static class ClusterWebApplicationBuilderExtensions
{
    private const string StorageVariable = "DATABASE_CONNECTIONS";

    public static void AddCluster(this WebApplicationBuilder builder, DatabaseUrl database)
    {
        var silo = Listeners.Silo(builder.Configuration);
        var gateway = Listeners.Gateway(builder.Configuration);
        builder.Services.Configure<ExceptionSerializationOptions>(ClusterIdentity.Apply);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));
        builder.UseOrleans(orleans =>
            orleans
                .Configure<ClusterOptions>(ClusterIdentity.Apply)
                .Configure<EndpointOptions>(options =>
                {
                    options.AdvertisedIPAddress = silo.Address;
                    options.SiloPort = silo.Port;
                    options.GatewayPort = gateway.Port;
                    options.SiloListeningEndpoint = silo;
                    options.GatewayListeningEndpoint = gateway;
                })
                .Configure<ClusterMembershipOptions>(ConfigureFailureDetection)
                .Configure<GrainCollectionOptions>(options =>
                {
                    options.CollectionAge = TimeSpan.FromMinutes(10);
                    options.DeactivationTimeout = TimeSpan.FromSeconds(10);
                })
                .UseAdoNetClustering(options =>
                {
                    options.Invariant = ClusterIdentity.Invariant;
                    options.ConnectionString = database.For("yudai-silo clustering", 2);
                })
                .AddStorage(database, StorageConnections(builder.Configuration))
                .UseAdoNetReminderService(options =>
                {
                    options.Invariant = ClusterIdentity.Invariant;
                    options.ConnectionString = database.For("yudai-silo reminders", 2);
                })
                .AddTracing(builder.Configuration)
        );
    }

    // Without a collector, propagation only costs time.
    private static ISiloBuilder AddTracing(this ISiloBuilder silo, ConfigurationManager configuration) =>
        Telemetry.IsCollected(configuration) ? silo.AddActivityPropagation() : silo;

    // A killed silo drops its connections and misses three probes: the first vote comes after 3 s. A slow silo still
    // sends something within 6 s. If a whole cluster was killed, its rows are stale after 9 s, and a new silo need not
    // wait longer.
    private static void ConfigureFailureDetection(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MinProbeTimeout = TimeSpan.FromSeconds(1);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
        options.NumMissedTableIAmAliveLimit = 3;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        options.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(30);
        options.MaxJoinAttemptTime = TimeSpan.FromMinutes(2);
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    // Opening a connection costs PostgreSQL processor time, and after a failure all connections open at once. The
    // default is what this silo can keep busy.
    private static int StorageConnections(ConfigurationManager configuration) =>
        configuration[StorageVariable] switch
        {
            null or "" => Math.Min(20, 4 * Environment.ProcessorCount),
            var text when int.TryParse(text, out var connections) && connections is >= 1 and <= 1000 => connections,
            _ => throw new SettingException(StorageVariable, "is not a number from 1 to 1000"),
        };
}
