using System.Collections.Immutable;
using System.Diagnostics;
using YudaiV3.Reliability.Tests.Load;
using YudaiV3.Testing.FakeGitHub;
using YudaiV3.Testing.FakeModel;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>
/// Three silos, two Api nodes, PostgreSQL, a model and a GitHub, under the load of 100 sessions while a fault occurs.
/// </summary>
public sealed class FaultFixture(MeasurementReport report) : IAsyncLifetime
{
    private const int Silos = 3,
        Apis = 2,
        Sessions = 100;

    private volatile NodeList _nodes = new([]);
    private int _nextNode;
    private Discrepancies _earlier = new();
    private LoadClients _load = null!;

    public Cluster Cluster { get; private set; } = null!;
    public ModelServer Model { get; private set; } = null!;
    public GitHubServer GitHub { get; private set; } = null!;
    internal Database Database { get; private set; } = null!;

    /// <summary>The nodes in turn. A node that has ended stays in the list until it is replaced.</summary>
    public Uri NextNode() => _nodes.Urls[(int)((uint)Interlocked.Increment(ref _nextNode) % _nodes.Urls.Length)];

    public async ValueTask InitializeAsync()
    {
        Database = await Database.Create();
        Model = await ModelServer.Start();
        GitHub = await GitHubServer.Start();
        Cluster = await Cluster.Start(
            Silos,
            Apis,
            new Dictionary<string, string>
            {
                ["LLM_BASE_URL"] = Model.BaseUrl,
                ["LLM_API_KEY"] = "key",
                ["LLM_MODEL"] = "fake",
                ["Answering__FirstWord"] = "00:00:02",
                ["Answering__NextWord"] = "00:00:02",
                ["GITHUB_WEB_URL"] = GitHub.Web.AbsoluteUri,
                ["GITHUB_API_URL"] = GitHub.Api.AbsoluteUri,
            },
            Database.Url
        );
        UpdateNodes();
        _load = await LoadClients.Start(Sessions, NextNode);
    }

    public async ValueTask DisposeAsync()
    {
        await _load.DisposeAsync();
        await ClusterLogs.Save("faults", Cluster);
        await Cluster.DisposeAsync();
        await GitHub.DisposeAsync();
        await Model.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>
    /// Causes a fault under load, and compares the clients' records with what is stored.
    /// </summary>
    /// <param name="fault">Returns the timestamp from which the next acknowledgement is measured: when the fault began,
    /// or when it was over.</param>
    /// <param name="limit">The limit of the short form, where a busy machine may miss the goal. The long form always
    /// tests the goal.</param>
    public async Task RunUnderLoad(string name, TimeSpan goal, Func<Task<long>> fault, TimeSpan? limit = null)
    {
        var start = Stopwatch.GetTimestamp();
        _load.StartSending();
        await _load.WaitForAcknowledgements(start);
        var since = await fault();
        await _load.WaitForAcknowledgements(since);
        await RestoreProcesses();
        var all = await _load.StopAndCompare();
        var discrepancies = all.Since(_earlier);
        var (next, maxWait) = (_load.MaxNextAcknowledgement(since), _load.MaxMessageWait(start));
        report.Add(name, discrepancies, next, goal, maxWait);
        _earlier = all;
        var unexpected = _load.Clients.SelectMany(client => client.UnexpectedResponses).Distinct().Take(10);
        Assert.True(discrepancies.IsEmpty, $"{name}: {discrepancies} {string.Join('\n', unexpected)}");
        Assert.True(
            next < (TestDuration.IsLong ? goal : limit ?? goal),
            $"{name}: the next acknowledgement took {next}"
        );
    }

    public static async Task Wait(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }

    /// <summary>Replaces the processes that have ended.</summary>
    public async Task RestoreProcesses()
    {
        for (var running = Cluster.Silos.Count(silo => !silo.HasEnded); running < Silos; running++)
            await Cluster.AddSilo();
        for (var running = Cluster.Apis.Count(api => !api.Process.HasEnded); running < Apis; running++)
            await Cluster.AddApi();
        UpdateNodes();
    }

    private void UpdateNodes() =>
        _nodes = new([.. Cluster.Apis.Where(api => !api.Process.HasEnded).Select(api => api.Url)]);

    private sealed record NodeList(ImmutableArray<Uri> Urls);
}

[CollectionDefinition(nameof(FaultFixture))]
public sealed class FaultCollectionDefinition : ICollectionFixture<FaultFixture>;
