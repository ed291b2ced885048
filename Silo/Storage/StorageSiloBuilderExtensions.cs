using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Storage;

/// <summary>
/// Registers the storage of grain state, with one connection pool for writes and one for everything else.
/// </summary>
internal static class StorageSiloBuilderExtensions
{
    private const string Provider = "Provider",
        Reads = "Reads",
        Writes = "Writes";

    public static ISiloBuilder AddStorage(this ISiloBuilder silo, DatabaseUrl database, int connections)
    {
        var maxConcurrency = Math.Max(1, connections / 4);
        silo.AddAdoNetGrainStorage(Provider, storage => storage.Configure<IServiceProvider>(
                (options, services) =>
                {
                    options.Invariant = ClusterIdentity.Invariant;
                    options.DataSource = services.GetRequiredKeyedService<NpgsqlDataSource>(Reads);
                    options.GrainStorageSerializer = new OrleansGrainStorageSerializer(
                        services.GetRequiredService<Serializer>()
                    );
                    options.DeleteStateOnClear = true;
                }
            ));
        silo.Services.AddKeyedSingleton(Reads, (_, _) =>
                RowConnections.Open(
                    database.For("yudai-silo persistence", Math.Max(1, connections - (2 * maxConcurrency)))
                )
            )
            .AddKeyedSingleton(Writes, (_, _) =>
                RowConnections.Open(database.For("yudai-silo writes", 2 * maxConcurrency))
            )
            .AddSingleton(services => new RowReader(
                services.GetRequiredKeyedService<NpgsqlDataSource>(Reads),
                maxConcurrency,
                ServiceId(services)
            ))
            .AddSingleton(services => new RowWriter(
                services.GetRequiredKeyedService<NpgsqlDataSource>(Writes),
                maxConcurrency,
                ServiceId(services)
            ))
            .AddGrainStorage("Default", (services, _) =>
                ActivatorUtilities.CreateInstance<BatchedStorage>(
                    services,
                    (AdoNetGrainStorage)services.GetRequiredKeyedService<IGrainStorage>(Provider),
                    ServiceId(services)
                )
            );
        return silo;
    }

    private static string ServiceId(IServiceProvider services) =>
        services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId;
}
