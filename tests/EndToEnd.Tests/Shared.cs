using System.Collections.Immutable;

[assembly: AssemblyFixture(typeof(YudaiV3.EndToEnd.Tests.Shared))]

namespace YudaiV3.EndToEnd.Tests;

/// <summary>A cluster of two silos and three Api nodes for tests that do not disturb each other.</summary>
public sealed class Shared : IAsyncLifetime
{
    private readonly DirectoryInfo _repositories = Directory.CreateTempSubdirectory("yudai-repos-");

    public Cluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Cluster = await Cluster.Start(
            silos: 2,
            apis: 3,
            new Dictionary<string, string>
            {
                ["YUDAI_LOCAL_REPOS"] = _repositories.FullName,
                ["Answering__FilesWait"] = "00:00:30",
            }
        );

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        foreach (var file in _repositories.EnumerateFiles("*", SearchOption.AllDirectories))
            file.Attributes = FileAttributes.Normal; // Git's objects are read-only.
        _repositories.Delete(recursive: true);
    }

    /// <summary>The folder for a Git repository that the cluster may read.</summary>
    public string RepositoryFolder(string name) => Path.Combine(_repositories.FullName, name);

    /// <summary>Signs a user in on each node. Returns the clients.</summary>
    public async Task<ImmutableArray<HttpClient>> SignIn(string name)
    {
        var clients = new List<HttpClient>();
        foreach (var api in Cluster.Apis)
            clients.Add(await Cluster.SignIn(api, name));
        return [.. clients];
    }
}
