using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;
using YudaiV3.Api.Tests.GitHub;
using YudaiV3.Api.Tests.RepoIngest;
using YudaiV3.Auth;
using YudaiV3.Chat;
using YudaiV3.Chat.Answering;
using YudaiV3.Chat.Search;
using YudaiV3.GitHub;
using YudaiV3.Testing.FakeGitHub;

// Many wait for what a GitHub or a clock lets them wait for.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 4)]
[assembly: AssemblyFixture(typeof(YudaiV3.Api.Tests.GrainCluster))]

namespace YudaiV3.Api.Tests;

/// <summary>A silo with the real grains, for all tests.</summary>
public sealed class GrainCluster : IAsyncLifetime
{
    private InProcessTestCluster _silos = null!;

    internal EchoModel Model { get; } = new();
    internal ScriptedGitHub GitHub { get; } = new();
    public IClusterClient Client => _silos.Client;

    /// <summary>The services of the silo.</summary>
    public IServiceProvider Silo => _silos.Silos[0].ServiceProvider;

    /// <summary>Whose Git repositories may be ingested by path.</summary>
    public DirectoryInfo Folders { get; } = Directory.CreateTempSubdirectory("yudai-test-repos-");

    /// <summary>What GitHub's REST API is asked of; signing in is scripted.</summary>
    public GitHubServer Rest { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Rest = await GitHubServer.Start();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo(
            (_, silo) =>
                silo.UseInMemoryReminderService()
                    .AddMemoryGrainStorageAsDefault()
                    .Services.AddSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>()
                    .AddSingleton(TimeProvider.System)
                    .AddSingleton<IChatClient>(Model)
                    .AddSingleton<IGitHubIdentity>(GitHub)
                    .AddSingleton<ITokenProtector>(GitHub)
                    .AddRest(Rest)
                    .AddSources($"{Folders.FullName},{Environment.GetEnvironmentVariable("ORACLE_REPOS")}")
                    .AddSingleton<IMessageIndex>(new TestIndex())
                    .AddAnswering()
        );
        builder.ConfigureClient(client =>
            client.AddOutgoingGrainCallFilter<Hosting.GrainCallRetryFilter>().Services.AddSingleton(TimeProvider.System)
        );
        _silos = builder.Build();
        await _silos.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _silos.DisposeAsync();
        await Rest.DisposeAsync();
        Folders.Delete(recursive: true);
    }
}
