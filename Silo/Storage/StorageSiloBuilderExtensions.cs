using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Storage;

/// <summary>
/// Registers the storage of grain state, with a pool of connections for what is written, and one for everything else.
/// </summary>
internal static class StorageSiloBuilderExtensions
{
    private const string Alone = "Alone",
        Reads = "Reads",
        Writes = "Writes";

    public static ISiloBuilder AddStorage(this ISiloBuilder silo, DatabaseUrl database, int connections)
    {
        var lanes = Math.Max(1, connections / 4);
        silo.AddAdoNetGrainStorage(Alone, storage => storage.Configure<IServiceProvider>(
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
                RowConnections.Open(database.For("yudai-silo persistence", Math.Max(1, connections - (2 * lanes))))
            )
            .AddKeyedSingleton(Writes, (_, _) => RowConnections.Open(database.For("yudai-silo writes", 2 * lanes)))
            .AddSingleton(services => new RowReader(
                services.GetRequiredKeyedService<NpgsqlDataSource>(Reads),
                lanes,
                ServiceId(services)
            ))
            .AddSingleton(services => new RowWriter(
                services.GetRequiredKeyedService<NpgsqlDataSource>(Writes),
                lanes,
                ServiceId(services)
            ))
            .AddGrainStorage("Default", (services, _) =>
                ActivatorUtilities.CreateInstance<BatchedStorage>(
                    services,
                    (AdoNetGrainStorage)services.GetRequiredKeyedService<IGrainStorage>(Alone),
                    ServiceId(services)
                )
            );
        return silo;
    }

    private static string ServiceId(IServiceProvider services) =>
        services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId;
}
