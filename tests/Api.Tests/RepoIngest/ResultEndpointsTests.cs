using System.Collections.Immutable;
using System.Net.Http.Json;
using YudaiV3.Api.Web;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Oracle;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.Tests.RepoIngest;

/// <summary>
/// What the routes answer about public repositories against the truth, wherever mirrors of these are at hand.
/// </summary>
public sealed class ResultEndpointsTests(GrainCluster cluster)
{
    [Theory]
    [InlineData("dependency-cruiser", "sverweij/dependency-cruiser", "99d964ff6f300736ba82132949d279457cfc97fc", 0.99)]
    [InlineData("flask", "pallets/flask", "2ac89889f4cc330eabd50f295dcef02828522c69", 0.99)]
    [InlineData("gin", "gin-gonic/gin", "dcaa4296d111981ffb31ac3eba90bb63e1eb5ab9", 0.99)]
    [InlineData("gson", "google/gson", "9835b6f90192f79cdf5300c528fc6212455fb6c1", 0.99)]
    [InlineData("ripgrep", "BurntSushi/ripgrep", "3fce3b5bb0236da2df6d99672afb8a719642eca7", 0.99)]
    [InlineData("eShop", "dotnet/eShop", "5624ad564d1602a927879df32a79b94522eb6101", 0.95)]
    public async Task Graph_of_a_public_repository_has_its_true_edges(
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
        await using var api = await LocalApi.Start(cluster);
        await api.SignIn("oracle");

        var tree = await (
            await api.Post("/filedeps/extract", $$"""{"repo_url":"{{mirror!.Folder}}","branch":"{{commit}}"}""")
        ).Json();
        Assert.False(tree.GetProperty("truncated").GetBoolean(), tree.GetProperty("skipped").GetRawText());
        using var answer = await api.Get(
            $"/filedeps/repositories/{tree.GetProperty("repository_id").GetInt64()}/graph"
        );
        var got = Files((await answer.Content.ReadFromJsonAsync<RepositoryGraph>(ApiJson.Options))!);

        foreach (
            var language in (await Truth.Read(name))
                .Where(row => row is { Orphan: false, Fixture: false })
                .GroupBy(row => row.Language)
        )
        {
            var sums = new[] { Score.Internal, Score.Packages, Score.External }
                .Select(score => language.Aggregate(new Score(), (sum, row) => sum + score(row, got(row.File))))
                .ToArray();
            Console.WriteLine(
                $"{name.PadRight(20)} {language.Key.PadRight(12)} "
                    + string.Join("  ", sums.Select(sum => $"{sum.Right} +{sum.False} -{sum.Missed}"))
            );
            Assert.All(sums[..2], score =>
                Assert.True(score.Precision >= goal && score.Recall >= goal, $"{language.Key}: {score}")
            );
            Assert.True(sums[2].Precision >= 0.98 && sums[2].Recall >= 0.98, $"{language.Key}: {sums[2]}");
        }
    }

    private static Func<string, FileDependencies> Files(RepositoryGraph graph)
    {
        var (edges, external, unresolved) = (
            graph.Edges.ToLookup(edge => edge.From),
            graph.External.ToLookup(use => use.From),
            graph.Unresolved.ToLookup(use => use.From)
        );
        return path => new FileDependencies
        {
            Path = path,
            Edges =
            [
                .. edges[path]
                    .Select(edge => new Dependency
                    {
                        To = edge.To,
                        ToKind = edge.ToKind,
                        Kind = edge.Kind,
                        Line = edge.Line,
                    }),
            ],
            External = [.. external[path].Select(use => new ExternalName { Name = use.Name, Stdlib = use.Stdlib })],
            Unresolved =
            [
                .. unresolved[path].Select(use => new UnresolvedImport { Specifier = use.Specifier, Line = use.Line }),
            ],
        };
    }
}
