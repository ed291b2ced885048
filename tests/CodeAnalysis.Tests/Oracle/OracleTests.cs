using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Oracle;

/// <summary>Edges of six public repositories against the truth, wherever mirrors of these are at hand.</summary>
public sealed class OracleTests
{
    [Theory]
    [InlineData("dependency-cruiser", "sverweij/dependency-cruiser", "99d964ff6f300736ba82132949d279457cfc97fc", 0.99)]
    [InlineData("flask", "pallets/flask", "2ac89889f4cc330eabd50f295dcef02828522c69", 0.99)]
    [InlineData("gin", "gin-gonic/gin", "dcaa4296d111981ffb31ac3eba90bb63e1eb5ab9", 0.99)]
    [InlineData("gson", "google/gson", "9835b6f90192f79cdf5300c528fc6212455fb6c1", 0.99)]
    [InlineData("ripgrep", "BurntSushi/ripgrep", "3fce3b5bb0236da2df6d99672afb8a719642eca7", 0.99)]
    [InlineData("eShop", "dotnet/eShop", "5624ad564d1602a927879df32a79b94522eb6101", 0.95)]
    public async Task Resolve_a_public_repository_finds_its_true_edges(
        string name,
        string repository,
        string commit,
        double goal
    )
    {
        var root = Environment.GetEnvironmentVariable("ORACLE_REPOS");
        Assert.SkipWhen(string.IsNullOrEmpty(root), "ORACLE_REPOS names no folder of bare mirrors.");
        var mirror = Mirror.Find(root!, repository, commit);
        Assert.SkipWhen(mirror is null, $"ORACLE_REPOS has no mirror of {repository}.");

        var got = Resolver.Resolve(await mirror!.Read()).ToDictionary(file => file.Path);
        var rows = (await Truth.Read(name)).Where(row => !row.Orphan).ToArray();

        foreach (
            var group in rows.GroupBy(row => (row.Language, row.Fixture))
                .OrderBy(group => group.Key.Fixture)
                .ThenBy(group => group.Key.Language)
        )
        {
            var files = Sum(group, Score.Internal, got);
            var folders = Sum(group, Score.Packages, got);
            var external = Sum(group, Score.External, got);
            Console.WriteLine(
                $"{name.PadRight(20)} {(group.Key.Language + (group.Key.Fixture ? " (fixtures)" : "")).PadRight(24)} "
                    + $"{Text("files", files)} {Text("folders", folders)} {Text("external", external)}"
            );
            if (Environment.GetEnvironmentVariable("ORACLE_DIFFERENCES") is { Length: > 0 })
                foreach (var difference in group.SelectMany(row => Score.Differences(row, got[row.File])))
                    Console.WriteLine($"  {difference}");
            if (group.Key.Fixture)
                continue;
            Assert.All([files, folders], score =>
                Assert.True(score.Precision >= goal && score.Recall >= goal, $"{group.Key.Language}: {score}")
            );
            Assert.True(external.Precision >= 0.98 && external.Recall >= 0.98, $"{group.Key.Language}: {external}");
        }
    }

    private static Score Sum(
        IEnumerable<TruthRow> rows,
        Func<TruthRow, FileDependencies, Score> score,
        Dictionary<string, FileDependencies> got
    ) => rows.Aggregate(new Score(), (sum, row) => sum + score(row, got[row.File]));

    private static string Text(string what, Score score) =>
        $"{what} {score.Right.ToString().PadLeft(4)} +{score.False} -{score.Missed} precision {score.Precision:0.0000} recall "
        + $"{score.Recall:0.0000}";
}
