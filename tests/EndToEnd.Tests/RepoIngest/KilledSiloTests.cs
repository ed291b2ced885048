using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.EndToEnd.Tests.RepoIngest;

public sealed class KilledSiloTests
{
    private const int Files = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Kill_of_a_silo_at_half_way_leaves_the_result_of_an_undisturbed_ingest(int killed)
    {
        await using var github = await GitHubServer.Start();
        await using var cluster = await Cluster.Start(
            2,
            1,
            new Dictionary<string, string>
            {
                ["GITHUB_WEB_URL"] = github.Web.AbsoluteUri,
                ["GITHUB_API_URL"] = github.Api.AbsoluteUri,
            }
        );
        using var client = await Cluster.SignIn(cluster.Apis[0], "ann");
        var owner = github.People.Add("octo", "Octo", "octo@example.org");
        var (half, goOn) = (
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously),
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        var disturbed = Add(github, owner, "disturbed", async () =>
        {
            half.TrySetResult();
            await goOn.Task.WaitAsync(Patience);
        });
        var undisturbed = Add(github, owner, "undisturbed", () => Task.CompletedTask);

        var extracting = Extract(client, disturbed);
        await half.Task.WaitAsync(Patience);
        await cluster.Silos[killed].Kill();
        goOn.SetResult();
        var (tree, graph) = await extracting;
        var (otherTree, otherGraph) = await Extract(client, undisturbed);
        Assert.Equal(otherTree, tree);
        Assert.Equal(otherGraph, graph);
    }

    private static FakeRepository Add(GitHubServer github, GitHubPerson owner, string name, Func<Task> half)
    {
        var repository = github.Repositories.Add(owner, name);
        repository.Commit("first");
        repository.Archive = async body =>
        {
            try
            {
                await Write(body, half);
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException)
            {
                // Whoever downloaded was killed.
            }
        };
        return repository;
    }

    private static async Task Write(Stream body, Func<Task> half)
    {
        await using var gzip = new GZipStream(body, CompressionLevel.NoCompression, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        for (var i = 0; i < Files; i++)
        {
            if (i == Files / 2)
            {
                await gzip.FlushAsync();
                await body.FlushAsync();
                await half();
            }
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, $"top/p{i}.py")
                {
                    DataStream = new MemoryStream(
                        Encoding.UTF8.GetBytes($"import p{(i + 1) % Files}, os\nx{i} = {i}\n")
                    ),
                }
            );
        }
    }

    /// <summary>Asks until it is there: a cluster that loses a silo may want to be asked again.</summary>
    private static async Task<(string Tree, string Graph)> Extract(HttpClient client, FakeRepository repository)
    {
        var tree = "";
        await Eventually.True(
            async () =>
            {
                using var started = await client.PostAsJsonAsync(
                    "/filedeps/extract",
                    new { repo_url = repository.FullName, wait = false }
                );
                tree = await started.Content.ReadAsStringAsync();
                Assert.True(started.IsSuccessStatusCode || (int)started.StatusCode >= 503, tree);
                if (!started.IsSuccessStatusCode)
                    return false;
                using var status = await client.GetAsync(
                    new Uri(
                        JsonDocument.Parse(tree).RootElement.GetProperty("status_url").GetString()!,
                        UriKind.Relative
                    )
                );
                if (
                    !status.IsSuccessStatusCode
                    || JsonDocument
                        .Parse(await status.Content.ReadAsStringAsync())
                        .RootElement.GetProperty("status")
                        .GetString() != "completed"
                )
                    return false;
                using var answer = await client.PostAsJsonAsync(
                    "/filedeps/extract",
                    new { repo_url = repository.FullName }
                );
                tree = await answer.Content.ReadAsStringAsync();
                return answer.IsSuccessStatusCode;
            },
            Patience,
            () => $"{repository.Name} is ingested; the last answer was {tree}"
        );
        var id = JsonDocument.Parse(tree).RootElement.GetProperty("repository_id").GetInt64();
        var graph = "";
        await Eventually.True(
            async () =>
            {
                using var answer = await client.GetAsync(
                    new Uri($"/filedeps/repositories/{id}/graph", UriKind.Relative)
                );
                graph = await answer.Content.ReadAsStringAsync();
                return answer.IsSuccessStatusCode;
            },
            Patience,
            () => "the graph is there"
        );
        return (Without(tree, repository, id), Without(graph, repository, id));
    }

    private static string Without(string text, FakeRepository repository, long id) =>
        text.Replace($"{id}", "id", StringComparison.Ordinal)
            .Replace(repository.Commits()![0].Sha, "sha", StringComparison.Ordinal)
            .Replace(repository.Name, "name", StringComparison.Ordinal);
}
