using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Hosting;
using YudaiV3.Silo.Storage;

namespace YudaiV3.Silo.Tests.Storage;

/// <summary>
/// The storage of grain state on a database of its own, without a silo, and Orleans' provider.
/// </summary>
internal sealed class StorageFixture(
    ServiceProvider services,
    BatchedStorage batched,
    AdoNetGrainStorage provider,
    string url
) : IAsyncDisposable
{
    public string Url => url;

    public static async Task<StorageFixture> Create(string service = "yudai", string? url = null)
    {
        url ??= await NewSchema();
        var services = new ServiceCollection()
            .AddSerializer()
            .AddLogging()
            .Configure<ClusterOptions>(options => options.ServiceId = options.ClusterId = service)
            .AddKeyedSingleton("reads", (_, _) => RowConnections.Open(DatabaseUrl.Parse(url).For("test reads", 32)))
            .AddKeyedSingleton("writes", (_, _) => RowConnections.Open(DatabaseUrl.Parse(url).For("test writes", 4)))
            .BuildServiceProvider();
        var provider = ActivatorUtilities.CreateInstance<AdoNetGrainStorage>(
            services,
            Microsoft.Extensions.Options.Options.Create(
                new AdoNetGrainStorageOptions
                {
                    Invariant = ClusterIdentity.Invariant,
                    DataSource = services.GetRequiredKeyedService<NpgsqlDataSource>("reads"),
                    GrainStorageSerializer = new OrleansGrainStorageSerializer(
                        services.GetRequiredService<Serializer>()
                    ),
                    DeleteStateOnClear = true,
                }
            ),
            "Default"
        );
        var lifecycle = new Lifecycle();
        provider.Participate(lifecycle);
        await lifecycle.OnStart();
        var (reader, writer) = (
            new RowReader(services.GetRequiredKeyedService<NpgsqlDataSource>("reads"), 2, service),
            new RowWriter(services.GetRequiredKeyedService<NpgsqlDataSource>("writes"), 2, service)
        );
        return new(
            services,
            new BatchedStorage(provider, reader, writer, services.GetRequiredService<IActivatorProvider>(), service),
            provider,
            url
        );
    }

    public static async Task<string> NewSchema()
    {
        var url = await Postgres.NewDatabase();
        await Schema.Apply(DatabaseUrl.Parse(url), TimeProvider.System);
        return url;
    }

    public async Task<GrainState<Stored>> Read(string key, string name = "state")
    {
        var state = new GrainState<Stored>();
        await batched.ReadStateAsync(name, Id(key), state);
        return state;
    }

    public Task Write(string key, GrainState<Stored> state, string name = "state") =>
        batched.WriteStateAsync(name, Id(key), state);

    /// <summary>Reads with Orleans' provider.</summary>
    public async Task<GrainState<Stored>> ReadWithProvider(string key)
    {
        var state = new GrainState<Stored>();
        await provider.ReadStateAsync("state", Id(key), state);
        return state;
    }

    /// <summary>Writes with Orleans' provider.</summary>
    public Task WriteWithProvider(string key, GrainState<Stored> state, string name = "state") =>
        provider.WriteStateAsync(name, Id(key), state);

    public Task Clear(string key, GrainState<Stored> state, string name = "state") =>
        batched.ClearStateAsync(name, Id(key), state);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static GrainId Id(string key) => GrainId.Create("test", key);

    private sealed class Lifecycle()
        : Orleans.LifecycleSubject(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance),
            ISiloLifecycle
    {
        public int HighestCompletedStage => 0;
        public int LowestStoppedStage => 0;
    }
}

/// <summary>The state that the tests store.</summary>
[GenerateSerializer, Alias("yudai.tests.stored")]
internal sealed record Stored
{
    [Id(0)]
    public string Text { get; set; } = "";

    public static GrainState<Stored> New(string text, string? version = null) =>
        new(new Stored { Text = text }, version!);
}
