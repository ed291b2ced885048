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
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Kill_of_a_silo_during_an_ingest_leads_to_the_same_result(int killed)
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
        var (halfSent, resume) = (
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously),
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        var disturbed = Add(github, owner, "disturbed", async () =>
        {
            halfSent.TrySetResult();
            await resume.Task.WaitAsync(MaxWait);
        });
        var undisturbed = Add(github, owner, "undisturbed", () => Task.CompletedTask);

        var extracting = Extract(client, disturbed);
        await halfSent.Task.WaitAsync(MaxWait);
        await cluster.Silos[killed].Kill();
        resume.SetResult();
        var (tree, graph) = await extracting;
        var (otherTree, otherGraph) = await Extract(client, undisturbed);
        Assert.Equal(otherTree, tree);
        Assert.Equal(otherGraph, graph);
    }

    private static FakeRepository Add(GitHubServer github, GitHubPerson owner, string name, Func<Task> halfSent)
    {
        var repository = github.Repositories.Add(owner, name);
        repository.Commit("first");
        repository.Archive = async body =>
        {
            try
            {
                await Write(body, halfSent);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The silo that downloaded the archive was killed.
            }
        };
        return repository;
    }

    private static async Task Write(Stream body, Func<Task> halfSent)
    {
        await using var gzip = new GZipStream(body, CompressionLevel.NoCompression, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        for (var i = 0; i < Files; i++)
        {
            if (i == Files / 2)
            {
                await gzip.FlushAsync();
                await body.FlushAsync();
                await halfSent();
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

    /// <summary>Repeats the request until the result is ready. A changing cluster may respond with 503.</summary>
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
                using var response = await client.PostAsJsonAsync(
                    "/filedeps/extract",
                    new { repo_url = repository.FullName }
                );
                tree = await response.Content.ReadAsStringAsync();
                return response.IsSuccessStatusCode;
            },
            MaxWait,
            () => $"{repository.Name} is ingested; the last response was {tree}"
        );
        var id = JsonDocument.Parse(tree).RootElement.GetProperty("repository_id").GetInt64();
        var graph = "";
        await Eventually.True(
            async () =>
            {
                using var response = await client.GetAsync(
                    new Uri($"/filedeps/repositories/{id}/graph", UriKind.Relative)
                );
                graph = await response.Content.ReadAsStringAsync();
                return response.IsSuccessStatusCode;
            },
            MaxWait,
            () => "the graph is available"
        );
        return (RemoveIds(tree, repository, id), RemoveIds(graph, repository, id));
    }

    private static string RemoveIds(string text, FakeRepository repository, long id) =>
        text.Replace($"{id}", "id", StringComparison.Ordinal)
            .Replace(repository.Commits()![0].Sha, "sha", StringComparison.Ordinal)
            .Replace(repository.Name, "name", StringComparison.Ordinal);
}
