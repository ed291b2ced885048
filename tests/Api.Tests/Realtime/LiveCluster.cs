using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;
using YudaiV3.Auth;
using YudaiV3.Chat;
using YudaiV3.Chat.Answering;
using YudaiV3.Chat.Search;
using YudaiV3.GitHub;
using YudaiV3.RepoIngest.Sources;
using YudaiV3.Storage;

namespace YudaiV3.Api.Realtime;

/// <summary>Silos with the real grains, a storage that survives them, and Api nodes.</summary>
internal sealed class LiveCluster(InProcessTestCluster silos, ScriptedModel model) : IAsyncDisposable
{
    private readonly List<RealtimeNode> _nodes = [];

    public InProcessTestCluster Silos => silos;
    public ScriptedModel Model => model;

    public static async Task<LiveCluster> Start(short silos, int nodes)
    {
        var (storage, model, github) = (new TestStorage(), new ScriptedModel(), new ScriptedGitHub());
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo(
            (_, silo) =>
                silo.UseInMemoryReminderService()
                    .Configure<ClusterMembershipOptions>(membership =>
                    {
                        membership.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                        membership.NumMissedProbesLimit = 2;
                        membership.NumVotesForDeathDeclaration = 1;
                    })
                    .Services.AddSingleton(services =>
                        storage.For(
                            new OrleansGrainStorageSerializer(
                                services.GetRequiredService<Orleans.Serialization.Serializer>()
                            )
                        )
                    )
                    .AddSingleton(TimeProvider.System)
                    .AddSingleton<IChatClient>(model)
                    .AddSingleton<IMessageIndex>(new TestIndex())
                    .AddSingleton<IGitHubIdentity>(github)
                    .AddSingleton<ITokenProtector>(github)
                    .AddSingleton<IRepositoryAddresses>(new NoRepositories())
                    .AddAnswering()
        );
        var built = builder.Build();
        await built.DeployAsync();
        var cluster = new LiveCluster(built, model);
        var login = NewUserLogin.Create(null);
        await built.Client.UserLogins(7).Begin(login);
        for (var n = 0; n < nodes; n++)
        {
            var node = await RealtimeNode.Start(built.Client);
            node.LoginId = login.Id;
            cluster._nodes.Add(node);
        }
        return cluster;
    }

    /// <summary>No repository may be ingested here.</summary>
    private sealed class NoRepositories : IRepositoryAddresses
    {
        public RepositoryAddress Find(string repoUrl) => throw new InvalidException("repo_url", "It names nothing.");
    }

    public RealtimeNode Node(int n) => _nodes[n % _nodes.Count];

    public async Task<IChatSession> NewSession(long user, string id)
    {
        var session = silos.Client.ChatSession(user, id);
        await session.Start(
            new NewSession
            {
                SessionId = id,
                Repository = new RepositoryRef { Owner = "octo", Name = "cat" },
            }
        );
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        await silos.DisposeAsync();
    }
}
