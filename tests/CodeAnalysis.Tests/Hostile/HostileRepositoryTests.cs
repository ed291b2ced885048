using System.Diagnostics;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Hostile;

/// <summary>The analysis of any repository ends soon, in bounded memory, and says what it left out.</summary>
public sealed class HostileRepositoryTests
{
    private const long MaxLiveBytes = 300_000_000;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, Func<HostileRepository>> Repositories = HostileDotNet
        .All()
        .Concat(HostileNode.All())
        .Concat(HostileOthers.All())
        .ToDictionary(repository => repository.Name, repository => repository.Create);

    public static TheoryData<string> Names => [.. Repositories.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Resolve_of_a_hostile_repository_ends_within_its_budget(string name)
    {
        var repository = Repositories[name]();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        var map = repository.Scan();
        var budget = new ResolutionBudget();
        var dependencies = Resolver.Resolve(map, budget).Sum(file => file.Edges.Length + file.External.Length);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, MaxTime);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MaxLiveBytes);
        Assert.InRange(dependencies, 0, budget.MaxDependencies);
        Assert.InRange(budget.BytesLeft, 0, long.MaxValue);
        GC.KeepAlive(map);
    }

    [Theory]
    [InlineData("properties of 1 MB that expand each other", ResolutionBudget.Manifests)]
    [InlineData("elements nested 100,000 deep", ResolutionBudget.Manifests)]
    [InlineData("20,000 aliases of a tsconfig times imports", ResolutionBudget.TooMuchWork)]
    [InlineData("20,000 files that are each 100 folders deep", ResolutionBudget.TooManyFolders)]
    public void Resolve_says_what_it_left_out_and_leaves_out_the_same_again(string name, string reason)
    {
        var (first, second) = (new ResolutionBudget(), new ResolutionBudget());
        var map = Repositories[name]().Scan();
        Assert.Equal(
            Resolver.Resolve(map, first).Select(file => file.Edges.Length),
            Resolver.Resolve(map, second).Select(file => file.Edges.Length)
        );
        Assert.True(first.Cuts[reason] > 0);
        Assert.Equal(first.Cuts, second.Cuts);
    }

    [Fact]
    public void Resolve_follows_a_chain_of_extends_as_long_as_there_are_files()
    {
        var repository = new HostileRepository { ["a.ts"] = "import '@/b'", ["src/b.ts"] = "" };
        repository["tsconfig.json"] = "{\"extends\":\"./tsconfig.0.json\"}";
        for (var i = 0; i < 5_000; i++)
            repository[$"tsconfig.{i}.json"] = $"{{\"extends\":\"./tsconfig.{i + 1}.json\"}}";
        repository["tsconfig.5000.json"] = "{\"compilerOptions\":{\"paths\":{\"@/*\":[\"./src/*\"]}}}";
        Assert.Equal("src/b.ts", Assert.Single(Resolver.Resolve(repository.Scan())[0].Edges).To);
    }

    [Fact]
    public void Resolve_of_a_cancelled_budget_ends()
    {
        var budget = new ResolutionBudget(new CancellationToken(canceled: true));
        var map = new HostileRepository { ["a.py"] = "import b" }.Scan();
        Assert.Throws<OperationCanceledException>(() => Resolver.Resolve(map, budget).Count());
    }
}
