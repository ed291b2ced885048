using System.Collections.Immutable;
using System.Diagnostics;
using YudaiV3.Reliability.Tests.Crowd;
using YudaiV3.Testing.FakeGitHub;
using YudaiV3.Testing.FakeModel;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>
/// Three silos, two Api nodes, PostgreSQL, a model and a GitHub, and a hundred sessions that talk while something
/// breaks.
/// </summary>
public sealed class FaultFixture(FigureReport figures) : IAsyncLifetime
{
    private const int Silos = 3,
        Apis = 2,
        Sessions = 100;

    private volatile ImmutableWrapper _nodes = new([]);
    private int _turn;
    private Discrepancies _before = new();
    private LoadClients _people = null!;

    public Cluster Cluster { get; private set; } = null!;
    public ModelServer Model { get; private set; } = null!;
    public GitHubServer GitHub { get; private set; } = null!;
    internal Database Database { get; private set; } = null!;

    /// <summary>A node, another one each time; one that has died stays in the list until it is replaced.</summary>
    public Uri Node() => _nodes.All[(int)((uint)Interlocked.Increment(ref _turn) % _nodes.All.Length)];

    public async ValueTask InitializeAsync()
    {
        Database = await Database.Make();
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
        Renew();
        _people = await LoadClients.Start(Sessions, Node);
    }

    public async ValueTask DisposeAsync()
    {
        await _people.DisposeAsync();
        await Logs.Keep("faults", Cluster);
        await Cluster.DisposeAsync();
        await GitHub.DisposeAsync();
        await Model.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>
    /// Breaks something while everybody talks, and compares what everybody was told with what is there.
    /// </summary>
    /// <param name="fault">Gives the moment from which somebody waits for the next acknowledgement: when it broke, or
    /// when it was whole again.</param>
    /// <param name="limit">What fails the short form where a busy machine may miss the goal; the long form holds the
    /// goal always.</param>
    public async Task Under(string what, TimeSpan goal, Func<Task<long>> fault, TimeSpan? limit = null)
    {
        var start = Stopwatch.GetTimestamp();
        _people.StartAll();
        await _people.AllServed(start);
        var broken = await fault();
        await _people.AllServed(broken);
        await BeWhole();
        var all = await _people.Settle();
        var toll = all.Since(_before);
        var (next, longest) = (_people.WorstNext(broken), _people.LongestWait(start));
        figures.Add(what, toll, next, goal, longest);
        _before = all;
        Assert.True(
            toll.IsEmpty,
            $"{what}: {toll} {string.Join('\n', _people.Clients.SelectMany(talker => talker.Surprises).Distinct().Take(10))}"
        );
        Assert.True(next < (Length.IsLong ? goal : limit ?? goal), $"{what}: the next acknowledgement took {next}");
    }

    /// <summary>Waits while everybody talks.</summary>
    public static async Task Pass(TimeSpan time)
    {
        using var end = new PeriodicTimer(time);
        await end.WaitForNextTickAsync();
    }

    /// <summary>Puts new processes in the place of those that have ended.</summary>
    public async Task BeWhole()
    {
        for (var living = Cluster.Silos.Count(silo => !silo.HasEnded); living < Silos; living++)
            await Cluster.AddSilo();
        for (var living = Cluster.Apis.Count(api => !api.Process.HasEnded); living < Apis; living++)
            await Cluster.AddApi();
        Renew();
    }

    private void Renew() => _nodes = new([.. Cluster.Apis.Where(api => !api.Process.HasEnded).Select(api => api.Url)]);

    private sealed record ImmutableWrapper(ImmutableArray<Uri> All);
}

[CollectionDefinition(nameof(FaultFixture))]
public sealed class FaultCollectionDefinition : ICollectionFixture<FaultFixture>;
