using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using YudaiV3.Hosting;
using YudaiV3.Silo.Hosting;
using YudaiV3.Silo.Storage;

namespace YudaiV3.Silo.Tests.Storage;

/// <summary>The storage of grain state on a database of its own, without a silo around it, and the provider of Orleans beneath it.</summary>
internal sealed class Storage(ServiceProvider services, BatchedStorage batched, AdoNetGrainStorage provider, string url) : IAsyncDisposable
{
    public string Url => url;

    public static async Task<Storage> Make(string service = "yudai", string? url = null)
    {
        url ??= await NewSchema();
        var services = new ServiceCollection().AddSerializer().AddLogging()
            .Configure<ClusterOptions>(options => options.ServiceId = options.ClusterId = service)
            .AddSingleton(_ => new RowWriter(DatabaseUrl.Parse(url).For("test writes", 4), 2, service))
            .BuildServiceProvider();
        var provider = ActivatorUtilities.CreateInstance<AdoNetGrainStorage>(services,
            Microsoft.Extensions.Options.Options.Create(new AdoNetGrainStorageOptions
            {
                Invariant = ClusterIdentity.Invariant,
                ConnectionString = DatabaseUrl.Parse(url).For("test storage", 32),
                GrainStorageSerializer = new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()),
                DeleteStateOnClear = true,
            }), "Default");
        var lifecycle = new Lifecycle();
        provider.Participate(lifecycle);
        await lifecycle.OnStart();
        return new(services, new BatchedStorage(provider, services.GetRequiredService<RowWriter>(), service), provider, url);
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

    public Task Write(string key, GrainState<Stored> state, string name = "state") => batched.WriteStateAsync(name, Id(key), state);

    /// <summary>Writes as a silo does whose writes are not batched.</summary>
    public Task WriteAlone(string key, GrainState<Stored> state, string name = "state") => provider.WriteStateAsync(name, Id(key), state);

    public Task Clear(string key, GrainState<Stored> state, string name = "state") => batched.ClearStateAsync(name, Id(key), state);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static GrainId Id(string key) => GrainId.Create("test", key);

    private sealed class Lifecycle() : Orleans.LifecycleSubject(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance), ISiloLifecycle
    {
        public int HighestCompletedStage => 0;
        public int LowestStoppedStage => 0;
    }
}

/// <summary>What the tests keep in a row.</summary>
[GenerateSerializer, Alias("yudai.tests.stored")]
internal sealed record Stored
{
    [Id(0)] public string Text { get; set; } = "";

    public static GrainState<Stored> New(string text, string? version = null) => new(new Stored { Text = text }, version!);
}
