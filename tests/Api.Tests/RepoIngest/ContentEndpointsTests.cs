using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace YudaiV3.Api.Tests.RepoIngest;

/// <summary>The texts of this repository through the routes, compared with Git.</summary>
public sealed class ContentEndpointsTests(GrainCluster cluster)
{
    private const int Limit = 500;

    [Fact]
    public async Task Search_finds_what_git_grep_finds()
    {
        await using var api = await LocalApi.Start(cluster, "RATE_LIMIT_INGEST=0");
        await api.SignIn("reader");
        var (folder, id) = await Ingest(api);

        foreach (
            var (text, options, query) in (IEnumerable<(string, string, string)>)
                [
                    ("BatchedStorage", "-F", "&case_sensitive=true"),
                    ("batchedstorage", "-F -i", ""),
                    ("?? throw new NotFoundException(", "-F", "&case_sensitive=true"),
                    ("→", "-F", ""),
                    ("zz-not-there-zz", "-F", ""),
                    ("class [A-Z][a-z]+Grain", "-E", "&regex=true&case_sensitive=true"),
                    ("^using System\\.Text", "-E", "&regex=true&case_sensitive=true"),
                    ("(read|write)StateAsync<", "-E -i", "&regex=true"),
                    ("Ids\\.(Number|Uuid)\\(|ForBranch", "-E", "&regex=true&case_sensitive=true"),
                    ("[0-9]{7,}", "-E", "&regex=true&case_sensitive=true&path=tests/Grains.Tests"),
                    ("IGrainFactory", "-F", "&case_sensitive=true&path=Api"),
                ]
        )
        {
            var part = query.Contains("path=") ? query[(query.IndexOf("path=", StringComparison.Ordinal) + 5)..] : ".";
            var expected = GitGrep(folder, options, text, part);
            var found = await (
                await api.Get($"/filedeps/repositories/{id}/search?q={Uri.EscapeDataString(text)}&limit={Limit}{query}")
            ).Json();
            Assert.InRange(expected.Length, 0, Limit);
            Assert.Equal(expected.Length, found.GetProperty("total").GetInt32());
            Assert.False(found.GetProperty("truncated").GetBoolean());
            Assert.Equal(
                expected,
                found
                    .GetProperty("matches")
                    .EnumerateArray()
                    .Select(match => $"{match.GetProperty("path").GetString()}:{match.GetProperty("line").GetInt32()}")
            );
        }
    }

    [Fact]
    public async Task Content_is_what_git_has_and_wrong_requests_get_a_clear_error()
    {
        await using var api = await LocalApi.Start(cluster, "RATE_LIMIT_INGEST=0");
        await api.SignIn("reader");
        var (folder, id) = await Ingest(api);
        var route = $"/filedeps/repositories/{id}/content";

        var content = await (await api.Get($"{route}?path=CONTRIBUTING.md&start_line=2&end_line=4")).Json();
        var lines = Git(folder, "show", "HEAD:CONTRIBUTING.md").Split('\n');
        Assert.Equal(string.Concat(lines[1..4].Select(line => line + "\n")), content.GetProperty("text").GetString());
        Assert.Equal(lines.Length - 1, content.GetProperty("total_lines").GetInt32());
        Assert.Equal(4, content.GetProperty("end_line").GetInt32());

        await (await api.Get($"{route}?path=none.md")).IsProblem(404);
        await (await api.Get($"{route}?path=CONTRIBUTING.md&start_line=100000")).IsProblem(422);
        await (await api.Get($"{route}?path=CONTRIBUTING.md&start_line=4&end_line=3")).IsProblem(422);
        await (await api.Get($"{route}?path=CONTRIBUTING.md&start_line=0")).IsProblem(422);
        await (await api.Get(route)).IsProblem(422);
        await (await api.Get("/filedeps/repositories/1/content?path=CONTRIBUTING.md")).IsProblem(404);
        var search = $"/filedeps/repositories/{id}/search";
        foreach (
            var query in (string[])
                ["", "?q=", "?q=a%0Ab", "?q=a&limit=0", "?q=a&limit=501", "?q=(a&regex=true", "?q=(a)%5C1&regex=true"]
        )
            await (await api.Get(search + query)).IsProblem(422);
        Assert.Equal(HttpStatusCode.OK, (await api.Get(search + "?q=(a")).StatusCode);
    }

    [Fact]
    public async Task Content_of_a_binary_file_is_415()
    {
        await using var api = await LocalApi.Start(cluster, "RATE_LIMIT_INGEST=0");
        await api.SignIn("reader");
        var name = $"r{Guid.NewGuid():N}";
        var folder = Path.Combine(cluster.Folders.FullName, name);
        Directory.CreateDirectory(folder);
        Git(folder, "init", "-q", ".");
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.png"), [0, 1, 2], TestContext.Current.CancellationToken);
        Git(folder, "add", "-A");
        Git(folder, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "first");
        var id = await Extract(api, name);
        await (await api.Get($"/filedeps/repositories/{id}/content?path=a.png")).IsProblem(415);
    }

    private async Task<(string Folder, long Id)> Ingest(LocalApi api)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Paths.Root, ".git")), "This is no clone of the repository.");
        var name = $"r{Guid.NewGuid():N}";
        var folder = Path.Combine(cluster.Folders.FullName, name);
        Git(Paths.Root, "clone", "-q", "--bare", Paths.Root, folder);
        return (folder, await Extract(api, name));
    }

    private static async Task<long> Extract(LocalApi api, string name) =>
        (await (await api.Post("/filedeps/extract", $$"""{"repo_url":"{{name}}"}""")).Json())
            .GetProperty("repository_id")
            .GetInt64();

    /// <summary>The path and number of each line, in path order.</summary>
    private static string[] GitGrep(string folder, string options, string text, string path) =>
        [
            .. Git(folder, ["grep", "-n", "-I", "--full-name", .. options.Split(' '), "-e", text, "HEAD", "--", path])
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(':'))
                .Select(parts =>
                    (Path: parts[1], Line: int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture))
                )
                .OrderBy(match => match.Path, StringComparer.Ordinal)
                .ThenBy(match => match.Line)
                .Select(match => $"{match.Path}:{match.Line}"),
        ];

    private static string Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return output;
    }
}
