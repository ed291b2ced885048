using System.Collections.Concurrent;
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
using YudaiV3.Issues.Simulation;
using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Sources;
using YudaiV3.Storage;

[assembly: AssemblyFixture(typeof(YudaiV3.GrainCluster))]

namespace YudaiV3;

/// <summary>
/// Two silos with the real grains, a storage that can fail, and a scripted model.
/// </summary>
public sealed class GrainCluster : IAsyncLifetime
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static int _users;

    public TestStorage Storage { get; } = new();
    internal ScriptedModel Model { get; } = new();
    internal TestIndex Index { get; } = new();
    internal ScriptedSource Sources { get; } = new();
    internal ScriptedGitHub GitHub { get; } = new();

    /// <summary>What GitHub does with a request to create an issue, by token. Other requests fail.</summary>
    internal ConcurrentDictionary<string, Func<Task<IssueCreation>>> IssueCreations { get; } = new();

    public InProcessTestCluster Silos { get; private set; } = null!;
    public IGrainFactory Grains => Silos.Client;

    /// <summary>The id of a user that no other test uses.</summary>
    public static long NewUser() => 1_000_000 + Interlocked.Increment(ref _users);

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo(
            (_, silo) =>
                silo.UseInMemoryReminderService()
                    .Services.AddSingleton(services =>
                        Storage.For(
                            new OrleansGrainStorageSerializer(
                                services.GetRequiredService<Orleans.Serialization.Serializer>()
                            )
                        )
                    )
                    .AddSingleton(TimeProvider.System)
                    .AddSingleton<IChatClient>(Model)
                    .AddSingleton<IMessageIndex>(Index)
                    .AddSingleton<IGitHubIdentity>(GitHub)
                    .AddSingleton<ITokenProtector>(GitHub)
                    .AddSingleton<GitHubTokens>()
                    .AddSingleton(Stub.Create<IGitHub>(CallGitHub))
                    .AddSingleton<IRepositorySource>(Sources)
                    .AddSingleton<IRepositoryAddresses>(Sources)
                    .AddIngest()
                    .AddAnswering()
        );
        Silos = builder.Build();
        await Silos.DeployAsync();
    }

    private object CallGitHub(string method, object?[] arguments) =>
        method == nameof(IGitHub.CreateIssue)
            ? IssueCreations[(string)arguments[0]!]()
            : throw new GitHubException(GitHubFailure.BadAnswer, "GitHub is not available.");

    public async ValueTask DisposeAsync() => await Silos.DisposeAsync();

    /// <summary>Creates a session of a new user.</summary>
    public async Task<IChatSession> NewSession(string id = "talk")
    {
        var session = Grains.ChatSession(NewUser(), id);
        await session.Start(
            new NewSession
            {
                SessionId = id,
                Repository = new RepositoryRef { Owner = "octo", Name = "cat" },
            }
        );
        return session;
    }

    public static NewMessage Say(string content, string? id = null) =>
        new() { Content = content, ClientMessageId = id ?? Guid.NewGuid().ToString() };

    /// <summary>Ends the activation, so that the next call reads the stored state.</summary>
    public async Task Move(IChatSession session)
    {
        var listener = new Listener(Grains);
        await session.Subscribe(listener.Reference, long.MaxValue);
        await session.Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
        await listener.Left.Task.WaitAsync(Patience);
        listener.Forget();
    }
}
