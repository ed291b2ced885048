using Orleans.Configuration;
using Orleans.Serialization;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// Adds the Orleans client. It starts without silos, finds them through PostgreSQL, and reconnects after an outage.
/// </summary>
internal static class ClusterClientBuilderExtensions
{
    private static readonly TimeSpan GatewayRefreshPeriod = TimeSpan.FromSeconds(2);
    private const int MaxConnections = 2;

    public static void AddClusterClient(this WebApplicationBuilder builder)
    {
        var database = DatabaseUrl.From(builder.Configuration);
        var existing = builder.Services.Where(IsHosted).ToHashSet();
        builder.UseOrleansClient(client =>
            client
                .Configure<ClusterOptions>(ClusterIdentity.Apply)
                .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayRefreshPeriod)
                .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10))
                .Configure<ConnectionOptions>(options => options.OpenConnectionTimeout = TimeSpan.FromSeconds(3))
                .UseAdoNetClustering(options =>
                {
                    options.Invariant = ClusterIdentity.Invariant;
                    options.ConnectionString = database.For("yudai-api clustering", MaxConnections);
                })
                .AddTracing(builder.Configuration)
                .AddOutgoingGrainCallFilter<GrainCallRetryFilter>()
                .UseConnectionRetryFilter<ClientConnectRetryFilter>()
        );

        // The client's own hosted service delays the start of the host until a silo is there. ClusterConnection
        // replaces it.
        builder.Services.Remove(builder.Services.Single(service => IsHosted(service) && !existing.Contains(service)));
        builder.Services.Configure<ExceptionSerializationOptions>(ClusterIdentity.Apply);
        builder.Services.AddSingleton<AvailabilityMonitor>();
        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClusterConnection>());
    }

    // Activity propagation costs time on every call, so it is on only when traces are collected.
    private static IClientBuilder AddTracing(this IClientBuilder client, ConfigurationManager configuration) =>
        Telemetry.IsCollected(configuration) ? client.AddActivityPropagation() : client;

    private static bool IsHosted(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService);
}
