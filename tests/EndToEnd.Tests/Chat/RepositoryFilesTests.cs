using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LibGit2Sharp;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.EndToEnd.Tests.Chat;

/// <summary>Questions about a local Git repository and the answers of DAifu.</summary>
public sealed class RepositoryFilesTests(Shared shared)
{
    [Fact]
    public Task Question_about_an_ingested_repository_is_answered_from_its_files() =>
        AssertFilesAreUsed(shared.Cluster, "shop", model: null);

    [Fact]
    public async Task Question_about_an_ingested_repository_sends_its_files_to_the_model()
    {
        await using var model = await ModelServer.Start();
        await using var cluster = await Cluster.Start(
            1,
            1,
            new Dictionary<string, string>
            {
                ["YUDAI_LOCAL_REPOS"] = Path.GetDirectoryName(shared.RepositoryFolder("online-shop"))!,
                ["Answering__FilesWait"] = "00:00:30",
                ["LLM_BASE_URL"] = model.BaseUrl,
            }
        );
        await AssertFilesAreUsed(cluster, "online-shop", model);
    }

    private async Task AssertFilesAreUsed(Cluster cluster, string repository, ModelServer? model)
    {
        Commit(
            repository,
            ("src/basket.py", "from . import db\nclass Basket:\n    pass\n"),
            ("src/db.py", "def connect(): ...\n"),
            ("src/app.py", "from .basket import Basket\n"),
            ("src/__init__.py", "")
        );
        using var client = await Cluster.SignIn(cluster.Apis[0], "ann");
        using var extracted = await client.PostAsJsonAsync("/filedeps/extract", new { repo_url = repository });
        Assert.True(extracted.IsSuccessStatusCode, await extracted.Content.ReadAsStringAsync());

        using var response = await client.PostAsJsonAsync(
            "/daifu/chat/daifu",
            new
            {
                conversation_id = "conversation",
                repo_owner = "local",
                repo_name = repository,
                message = new { content = "The basket forgets its items" },
            }
        );
        var reply = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("reply").GetString()!;
        var text = model is not null
            ? string.Join('\n', (await model.Next()).Messages.Select(message => message.Content))
            : reply;
        foreach (
            var fact in (string[])
                [
                    model is not null ? "- src/basket.py" : "- `src/basket.py`",
                    "src/db.py",
                    "src/app.py",
                    model is not null ? "depended on by: src/app.py" : "Next step: read `src/basket.py`",
                ]
        )
            Assert.Contains(fact, text, StringComparison.Ordinal);
    }

    private void Commit(string name, params (string Path, string Text)[] files)
    {
        using var git = new Repository(Repository.Init(shared.RepositoryFolder(name), isBare: true));
        var tree = new TreeDefinition();
        foreach (var (path, text) in files)
            tree.Add(
                path,
                git.ObjectDatabase.CreateBlob(new MemoryStream(Encoding.UTF8.GetBytes(text))),
                Mode.NonExecutableFile
            );
        var author = new Signature("ann", "ann@example.org", DateTimeOffset.UnixEpoch);
        git.Refs.Add(
            "refs/heads/main",
            git.ObjectDatabase.CreateCommit(
                author,
                author,
                "first",
                git.ObjectDatabase.CreateTree(tree),
                [],
                prettifyMessage: false
            ).Id
        );
        git.Refs.UpdateTarget("HEAD", "refs/heads/main");
    }
}
