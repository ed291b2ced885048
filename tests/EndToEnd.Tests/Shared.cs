using System.Collections.Immutable;

[assembly: Xunit.v3.Parallelization(MaxThreads = 3)] // Some wait until a silo is known to be dead.
[assembly: AssemblyFixture(typeof(YudaiV3.EndToEnd.Tests.Shared))]

namespace YudaiV3.EndToEnd.Tests;

/// <summary>Two silos and three Api nodes for the tests that break nothing.</summary>
public sealed class Shared : IAsyncLifetime
{
    public Cluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await Cluster.Start(silos: 2, apis: 3);

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();

    /// <summary>A client of each node for the same user.</summary>
    public async Task<ImmutableArray<HttpClient>> SignIn(string name)
    {
        var clients = new List<HttpClient>();
        foreach (var api in Cluster.Apis)
            clients.Add(await Cluster.SignIn(api, name));
        return [.. clients];
    }
}
