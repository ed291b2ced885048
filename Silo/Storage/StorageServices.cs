using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;
using YudaiV3.Hosting;

namespace YudaiV3.Silo.Storage;

/// <summary>Registers the storage of grain state, with a pool of connections for what is written, and one for everything else.</summary>
internal static class StorageServices
{
    private const string Alone = "Alone";

    public static ISiloBuilder AddStorage(this ISiloBuilder silo, DatabaseUrl database, int connections)
    {
        var lanes = Math.Max(1, connections / 4);
        silo.AddAdoNetGrainStorage(Alone, storage => storage.Configure<Serializer>((options, serializer) =>
        {
            options.Invariant = ClusterIdentity.Invariant;
            options.ConnectionString = database.For("yudai-silo persistence", Math.Max(1, connections - (2 * lanes)));
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
            options.DeleteStateOnClear = true;
        }));
        silo.Services
            .AddSingleton(services => new RowWriter(database.For("yudai-silo writes", 2 * lanes), lanes, ServiceId(services)))
            .AddGrainStorage("Default", (services, _) => new BatchedStorage(
                (AdoNetGrainStorage)services.GetRequiredKeyedService<IGrainStorage>(Alone), services.GetRequiredService<RowWriter>(), ServiceId(services)));
        return silo;
    }

    private static string ServiceId(IServiceProvider services) => services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId;
}
