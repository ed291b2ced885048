using System.Collections.Immutable;

namespace YudaiV3.Bench.Load;

/// <summary>
/// The product as it runs: real silos, Api nodes and a database, with a model that answers at once, and people who are
/// signed in.
/// </summary>
internal sealed class Stage(Cluster cluster, LeanModel model) : IAsyncDisposable
{
    public Cluster Cluster => cluster;
    public LeanModel Model => model;

    public static async Task<Stage> Start(int silos = 1, int apis = 1, params (string Name, string Value)[] settings)
    {
        var model = await LeanModel.Start();
        var all = settings
            .Append(("LLM_BASE_URL", model.BaseUrl))
            .Append(("LLM_MODEL", "bench"))
            .ToDictionary(setting => setting.Item1, setting => setting.Item2);
        return new(await Cluster.Start(silos, apis, all), model);
    }

    /// <summary>The tokens of so many people.</summary>
    public async Task<ImmutableArray<string>> SignIn(int people, string name = "person")
    {
        var tokens = new string[people];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, people),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (person, _) =>
            {
                using var client = await Cluster.SignIn(cluster.Apis[0], $"{name}-{person}");
                tokens[person] = client.DefaultRequestHeaders.Authorization!.Parameter!;
            }
        );
        return [.. tokens];
    }

    /// <summary>Waits until every message that was sent is answered.</summary>
    public Task Settle(long messages) =>
        Eventually.True(
            () => Task.FromResult(model.Answered >= messages),
            TimeSpan.FromSeconds(60),
            () => $"{messages} messages are answered; {model.Answered} are"
        );

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await model.DisposeAsync();
    }
}
