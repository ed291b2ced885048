using Orleans.Configuration;
using Orleans.Serialization;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// The Api's way into the cluster: it starts without silos, finds them through PostgreSQL, and outlives their absence.
/// </summary>
internal static class ClusterClient
{
    private static readonly TimeSpan RefreshGateways = TimeSpan.FromSeconds(2);
    private const int Connections = 2;

    public static void AddClusterClient(this WebApplicationBuilder builder)
    {
        var database = DatabaseUrl.From(builder.Configuration);
        var others = builder.Services.Where(IsHosted).ToHashSet();
        builder.UseOrleansClient(client =>
            client
                .Configure<ClusterOptions>(ClusterIdentity.Apply)
                .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = RefreshGateways)
                .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10))
                .Configure<ConnectionOptions>(options => options.OpenConnectionTimeout = TimeSpan.FromSeconds(3))
                .UseAdoNetClustering(options =>
                {
                    options.Invariant = ClusterIdentity.Invariant;
                    options.ConnectionString = database.For("yudai-api clustering", Connections);
                })
                .AddTracing(builder.Configuration)
                .AddOutgoingGrainCallFilter<GrainCallRetryFilter>()
                .UseConnectionRetryFilter<ClientConnectRetryFilter>()
        );

        // The client's own start would hold up the whole host until a silo is there: ours takes its place.
        builder.Services.Remove(builder.Services.Single(service => IsHosted(service) && !others.Contains(service)));
        builder.Services.Configure<ExceptionSerializationOptions>(ClusterIdentity.Apply);
        builder.Services.AddSingleton<AvailabilityMonitor>();
        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClusterConnection>());
    }

    // Without traces it would only cost.
    private static IClientBuilder AddTracing(this IClientBuilder client, ConfigurationManager configuration) =>
        Telemetry.IsCollected(configuration) ? client.AddActivityPropagation() : client;

    private static bool IsHosted(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService);
}
