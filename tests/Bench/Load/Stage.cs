using System.Collections.Immutable;

namespace YudaiV3.Bench.Load;

/// <summary>
/// The product under test: silos, Api nodes and a database, with a model that answers at once.
/// </summary>
internal sealed class Stage(Cluster cluster, LeanModel model) : IAsyncDisposable
{
    public Cluster Cluster => cluster;
    public LeanModel Model => model;

    public static async Task<Stage> Start(int silos = 1, int apis = 1, params (string Name, string Value)[] settings)
    {
        var model = await LeanModel.Start();
        var allSettings = settings
            .Append(("LLM_BASE_URL", model.BaseUrl))
            .Append(("LLM_MODEL", "bench"))
            .ToDictionary(setting => setting.Item1, setting => setting.Item2);
        return new(await Cluster.Start(silos, apis, allSettings), model);
    }

    /// <summary>Signs users in. Returns their tokens.</summary>
    public async Task<ImmutableArray<string>> SignIn(int users, string name = "person")
    {
        var tokens = new string[users];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, users),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (user, _) =>
            {
                using var client = await Cluster.SignIn(cluster.Apis[0], $"{name}-{user}");
                tokens[user] = client.DefaultRequestHeaders.Authorization!.Parameter!;
            }
        );
        return [.. tokens];
    }

    /// <summary>Waits until the model has sent that many answers in total.</summary>
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
