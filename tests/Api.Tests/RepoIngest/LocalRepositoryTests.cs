using System.Text.Json;
using LibGit2Sharp;
using Microsoft.Extensions.DependencyInjection;
using YudaiV3.Chat;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest.Queries;

namespace YudaiV3.Api.Tests.RepoIngest;

/// <summary>Git repositories of this machine, through the routes.</summary>
public sealed class LocalRepositoryTests : IAsyncLifetime, IDisposable
{
    private readonly GrainCluster _cluster;
    private readonly Repository _git;
    private readonly string _name = $"r{Guid.NewGuid():N}";
    private LocalApi _api = null!;
    private long _userId;

    public LocalRepositoryTests(GrainCluster cluster)
    {
        _cluster = cluster;
        _git = new Repository(Repository.Init(Path.Combine(cluster.Folders.FullName, _name), isBare: true));
    }

    public async ValueTask InitializeAsync()
    {
        _api = await LocalApi.Start(_cluster, "RATE_LIMIT_INGEST=0");
        _userId = (await _api.SignIn("local")).GetProperty("user").GetProperty("id").GetInt64();
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    public void Dispose() => _git.Dispose();

    [Fact]
    public async Task Extract_takes_a_path_a_commit_a_tag_or_a_part_and_compares_commits()
    {
        var first = Commit(("src/a.py", "import src.b\n"), ("src/b.py", ""), ("docs/x.md", "text"));
        _git.Tags.Add("v1", first);
        var second = Commit(("src/a.py", "import src.c\n"), ("src/c.py", ""), ("docs/x.md", "text"));

        Assert.Equal(
            first.Sha,
            Text(await Extract($$"""{"repo_url":"{{_name}}","branch":"{{first.Sha[..10]}}"}"""), "commit_sha")
        );
        Assert.Equal(first.Sha, Text(await Extract($$"""{"repo_url":"{{_name}}","branch":"v1"}"""), "commit_sha"));
        var head = await Extract($$"""{"repo_url":"{{Path.Combine(_cluster.Folders.FullName, _name)}}"}""");
        Assert.Equal(second.Sha, Text(head, "commit_sha"));
        Assert.Equal(
            ["src", "src/a.py", "src/c.py"],
            Names(await Extract($$"""{"repo_url":"{{_name}}","path":"src/"}"""))
        );
        await (await _api.Post("/filedeps/extract", $$"""{"repo_url":"{{_name}}","path":"none"}""")).IsProblem(404);
        await (await _api.Post("/filedeps/extract", $$"""{"repo_url":"{{_name}}","branch":"none"}""")).IsProblem(404);

        var diff = await (
            await _api.Get(
                $"/filedeps/repositories/{head.GetProperty("repository_id").GetInt64()}/diff?base={first.Sha}&head={second.Sha}"
            )
        ).Json();
        Assert.Equal(
            ("src/c.py", "src/b.py", "src/a.py"),
            (
                diff.GetProperty("files").GetProperty("added")[0].GetString(),
                diff.GetProperty("files").GetProperty("removed")[0].GetString(),
                diff.GetProperty("files").GetProperty("changed")[0].GetString()
            )
        );
        Assert.Equal("src/c.py", Text(diff.GetProperty("edges").GetProperty("added")[0], "to"));
    }

    [Fact]
    public async Task Extract_leaves_out_what_patterns_say()
    {
        Commit(
            (".gitingestignore", "*.log\n!keep.log\n"),
            ("a.py", ""),
            ("b.log", ""),
            ("keep.log", ""),
            ("out/c.py", "")
        );
        Assert.Equal(
            [".gitingestignore", "a.py", "keep.log", "out", "out/c.py"],
            Names(await Extract($$"""{"repo_url":"{{_name}}"}"""))
        );
        Assert.Equal(
            ["a.py"],
            Names(await Extract($$"""{"repo_url":"{{_name}}","include":"*.py","exclude":["out/"]}"""))
        );
    }

    [Fact]
    public async Task Extract_marks_what_is_special()
    {
        Commit(
            ("vendor/x.go", "package x"),
            ("lib.min.js", "var a"),
            ("big.bin", "\0\0"),
            ("model.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n"),
            ("long.txt", new string('x', 2_000))
        );
        var tree = await Extract($$"""{"repo_url":"{{_name}}","max_file_size":1000}""");
        var marks = Nodes(tree)
            .Where(node => !node.GetProperty("isDirectory").GetBoolean())
            .ToDictionary(
                node => Text(node, "name"),
                node => string.Join(' ', node.GetProperty("marks").EnumerateArray())
            );
        Assert.Equal(
            ("vendored", "minified", "binary", "lfs_pointer", "too_large"),
            (marks["vendor/x.go"], marks["lib.min.js"], marks["big.bin"], marks["model.bin"], marks["long.txt"])
        );
    }

    [Fact]
    public async Task Repositories_whose_folders_have_the_same_last_name_are_two_for_a_session()
    {
        var finder = _cluster.Silo.GetRequiredService<RelevantFileFinder>();
        var names = new List<string>();
        foreach (var team in (string[])["one", "two"])
        {
            var folder = Path.Combine(_cluster.Folders.FullName, $"{_name}-{team}", "app");
            using var git = new Repository(Repository.Init(folder, isBare: true));
            Commit(git, ($"src/{team}_basket.py", "class Basket:\n    pass\n"));
            var id = (await Extract($$"""{"repo_url":"{{folder}}"}""")).GetProperty("repository_id").GetInt64();
            var repository = await (await _api.Get($"/filedeps/repositories/{id}")).Json();
            names.Add($"{Text(repository, "owner")}/{Text(repository, "name")}");
        }
        Assert.Equal([$"{_name}-one/app", $"{_name}-two/app"], names);
        // By the names of the result, by the last two folders of a path, and by a path within a nested folder.
        foreach (var (owner, team) in (IEnumerable<(string, string)>)[($"{_name}-one", "one"), ($"{_name}-two", "two")])
        {
            var files = await finder.Find(
                new Session
                {
                    RepoOwner = owner,
                    RepoName = "app",
                    RepoBranch = "main",
                },
                _userId,
                new RelevanceQuery { Text = "The basket forgets its items" }
            );
            Assert.Equal([$"src/{team}_basket.py"], files.Files?.Files.Select(file => file.Path));
        }
    }

    [Fact]
    public async Task Repository_at_the_top_of_the_folders_is_found_by_every_name_that_a_session_may_have()
    {
        Commit(("src/basket.py", "class Basket:\n    pass\n"));
        await Extract($$"""{"repo_url":"{{_name}}"}""");
        foreach (var owner in (string[])["local", _cluster.Folders.Name])
            Assert.Equal(
                ["src/basket.py"],
                (
                    await _cluster
                        .Silo.GetRequiredService<RelevantFileFinder>()
                        .Find(
                            new Session
                            {
                                RepoOwner = owner,
                                RepoName = _name,
                                RepoBranch = "main",
                            },
                            _userId,
                            new RelevanceQuery { Text = "The basket forgets its items" }
                        )
                ).Files?.Files.Select(file => file.Path)
            );
    }

    [Theory]
    [InlineData("/etc")]
    [InlineData("/")]
    public async Task Extract_of_a_folder_elsewhere_finds_nothing(string path) =>
        await (await _api.Post("/filedeps/extract", $$"""{"repo_url":"{{path}}"}""")).IsProblem(404);

    private async Task<JsonElement> Extract(string body)
    {
        using var answer = await _api.Post("/filedeps/extract", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private Commit Commit(params (string Path, string Text)[] files) => Commit(_git, files);

    private static Commit Commit(Repository git, params (string Path, string Text)[] files)
    {
        var tree = new TreeDefinition();
        foreach (var (path, text) in files)
            tree.Add(
                path,
                git.ObjectDatabase.CreateBlob(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))),
                Mode.NonExecutableFile
            );
        var who = new Signature("ann", "ann@example.org", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var parent = git.Branches["main"]?.Tip;
        var commit = git.ObjectDatabase.CreateCommit(
            who,
            who,
            "commit",
            git.ObjectDatabase.CreateTree(tree),
            parent is null ? [] : [parent],
            prettifyMessage: false
        );
        git.Refs.Add("refs/heads/main", commit.Id, allowOverwrite: true);
        git.Refs.UpdateTarget("HEAD", "refs/heads/main");
        return commit;
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        node.GetProperty("children") is { ValueKind: JsonValueKind.Array } children
            ? children.EnumerateArray().SelectMany(child => Nodes(child).Prepend(child))
            : [];

    private static string[] Names(JsonElement tree) => [.. Nodes(tree).Select(node => Text(node, "name"))];

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
