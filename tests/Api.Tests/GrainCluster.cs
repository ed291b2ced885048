using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;
using YudaiV3.Auth;
using YudaiV3.Chat;
using YudaiV3.Chat.Answering;
using YudaiV3.Chat.Search;
using YudaiV3.GitHub;

[assembly: AssemblyFixture(typeof(YudaiV3.Api.Tests.GrainCluster))]

namespace YudaiV3.Api.Tests;

/// <summary>A silo with the real grains, for all tests.</summary>
public sealed class GrainCluster : IAsyncLifetime
{
    private InProcessTestCluster _silos = null!;

    internal EchoModel Model { get; } = new();
    internal ScriptedGitHub GitHub { get; } = new();
    public IClusterClient Client => _silos.Client;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo
            .UseInMemoryReminderService()
            .AddMemoryGrainStorageAsDefault()
            .Services
            .AddSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IChatClient>(Model)
            .AddSingleton<IGitHubIdentity>(GitHub)
            .AddSingleton<ITokenVault>(GitHub)
            .AddSingleton<IMessageIndex>(new TestIndex())
            .AddAnswering());
        builder.ConfigureClient(client => client.AddOutgoingGrainCallFilter<Hosting.TryAgain>().Services.AddSingleton(TimeProvider.System));
        _silos = builder.Build();
        await _silos.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await _silos.DisposeAsync();
}
