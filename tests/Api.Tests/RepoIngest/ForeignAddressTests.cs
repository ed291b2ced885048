using YudaiV3.Api.Tests.GitHub;

namespace YudaiV3.Api.Tests.RepoIngest;

/// <summary>
/// Addresses that would have the server ask somebody it should not, or read what is none of the caller's.
/// </summary>
public sealed class ForeignAddressTests(GrainCluster cluster)
{
    // The GitHub of these tests is 127.0.0.1: that one is no stranger.
    private static readonly string[] Addresses =
    [
        "https://github.evil.test/owner/name",
        "https://github.com.evil.test/owner/name",
        "https://evil.test/github.com/owner/name",
        "https://github.com@evil.test/owner/name",
        "https://127.0.0.1.evil.test/owner/name",
        "https://user:secret@evil.test/owner/name",
        "https://127.0.0.1.evil.test/owner/name",
        "https://gіthub.com/owner/name",
        "//evil.test/owner/name",
        "https:evil.test/owner/name",
        "http://127.0.0.2/owner/name",
        "http://127.2/owner/name",
        "http://2130706434/owner/name",
        "http://0x7f000002/owner/name",
        "http://0177.0.0.2/owner/name",
        "http://[::1]/owner/name",
        "http://[::ffff:127.0.0.2]/owner/name",
        "http://0/owner/name",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost/owner/name",
        "http://metadata.google.internal/owner/name",
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "ftp://evil.test/owner/name",
        "gopher://evil.test/owner/name",
        "git@evil.test:owner/name",
        "ssh://git@evil.test/owner/name",
        "ext::sh -c id",
        "--upload-pack=id",
        "../../etc",
        "owner/../../etc",
        "owner/%2e%2e",
        "owner/name/../../..",
        "/etc/passwd",
        "/proc/self/environ",
        "~/x",
        "\\\\evil.test\\share",
        "owner/name\n/etc",
        "owner/name\0",
    ];

    [Fact]
    public async Task Extract_of_a_foreign_address_is_refused_and_nobody_is_asked()
    {
        await using var caller = await Caller.SignIn(cluster);
        await using var api = await LocalApi.Start(cluster, "RATE_LIMIT_INGEST=0", "GITHUB_CLIENT_ID=the-app");
        api.Http.DefaultRequestHeaders.Authorization = caller.Api.Http.DefaultRequestHeaders.Authorization;
        var before = caller.Requests.Length;
        foreach (var address in Addresses)
        {
            using var answer = await api.Post(
                "/filedeps/extract",
                System.Text.Json.JsonSerializer.Serialize(
                    new { repo_url = address.Replace("{host}", cluster.Rest.Web.Authority, StringComparison.Ordinal) }
                )
            );
            await answer.IsProblem((int)answer.StatusCode);
            Assert.True(
                (int)answer.StatusCode is 404 or 422 && caller.Requests.Length == before,
                $"{address}: {(int)answer.StatusCode}"
            );
        }
    }

    private static readonly string[] Redirects =
    [
        "http://169.254.169.254/latest",
        "https://evil.test/a.tar.gz",
        "http://127.0.0.1:1/a",
        "http://[::1]:1/a",
        "file:///etc/passwd",
        "//evil.test/a",
        "https://codeload.127.0.0.1.evil.test/a",
        "http://user:secret@{host}/a",
        "ftp://{host}/a",
    ];

    [Fact]
    public async Task Extract_whose_download_is_sent_elsewhere_ends()
    {
        await using var caller = await Caller.SignIn(cluster);
        foreach (var (n, to) in Redirects.Index())
        {
            var repository = caller.Add($"r{n}");
            repository.Commit("first");
            repository.ArchiveUrl = to.Replace("{host}", cluster.Rest.Web.Authority, StringComparison.Ordinal);
            var problem = await (
                await caller.Api.Post("/filedeps/extract", $$"""{"repo_url":"{{repository.FullName}}"}""")
            ).IsProblem(502);
            Assert.True(
                problem.GetProperty("detail").GetString()
                    == "GitHub sends the download to a host that is not known here.",
                $"{to}: {problem}"
            );
        }
    }

    [Theory]
    [InlineData("{link}")]
    [InlineData("{folders}/{link}")]
    [InlineData("{folders}/{link}/name")]
    [InlineData("{folders}/../{outside}")]
    [InlineData("{folders}")]
    public async Task Extract_through_a_link_that_leads_out_of_the_folders_finds_nothing(string path)
    {
        var outside = Directory.CreateTempSubdirectory("yudai-outside-");
        var link = Path.Combine(cluster.Folders.FullName, $"l{Guid.NewGuid():N}");
        try
        {
            Fill(outside.FullName);
            LibGit2Sharp.Repository.Clone(
                outside.FullName,
                Path.Combine(outside.FullName, "name"),
                new LibGit2Sharp.CloneOptions { IsBare = true }
            );
            Directory.CreateSymbolicLink(link, outside.FullName);
            await using var api = await LocalApi.Start(cluster, "RATE_LIMIT_INGEST=0");
            await api.SignIn("local");
            path = path.Replace("{folders}", cluster.Folders.FullName, StringComparison.Ordinal)
                .Replace("{link}", Path.GetFileName(link), StringComparison.Ordinal)
                .Replace("{outside}", outside.Name, StringComparison.Ordinal);
            using var answer = await api.Post("/filedeps/extract", $$"""{"repo_url":"{{path}}"}""");
            await answer.IsProblem((int)answer.StatusCode);
            Assert.True((int)answer.StatusCode is 404 or 422, $"{(int)answer.StatusCode}");
        }
        finally
        {
            File.Delete(link);
            outside.Delete(recursive: true);
        }
    }

    /// <summary>A repository that would be read, were it inside.</summary>
    private static void Fill(string folder)
    {
        using var repository = new LibGit2Sharp.Repository(LibGit2Sharp.Repository.Init(folder));
        File.WriteAllText(Path.Combine(folder, "secret.py"), "import os\n");
        LibGit2Sharp.Commands.Stage(repository, "*");
        var author = new LibGit2Sharp.Signature("a", "a@example.org", DateTimeOffset.UnixEpoch);
        repository.Commit("first", author, author, new LibGit2Sharp.CommitOptions());
    }
}
