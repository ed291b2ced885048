using YudaiV3.RepoIngest;
using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.Chat;

/// <summary>What a prompt contains of the repository that a conversation is about.</summary>
public sealed class QuestionBuilderTests(GrainCluster cluster)
{
    private static readonly (string, string)[] Shop =
    [
        ("src/basket.py", "import src.db\nclass Basket: pass\n"),
        ("src/db.py", "def connect(): pass\n"),
        ("src/app.py", "import src.basket\n"),
    ];

    private readonly ScriptedRepository _repository = cluster.Sources.Add();
    private readonly long _user = GrainCluster.NewUser();

    [Fact]
    public async Task Prompt_names_files_of_the_ingested_repository_also_for_another_who_may_read_it()
    {
        _repository.Commit(Shop);
        await cluster.Ingest(_repository, _user);
        foreach (var user in (long[])[_user, GrainCluster.NewUser()])
        {
            var prompt = await Prompt(user, "why does the Basket forget?");
            Assert.Contains("- src/basket.py", prompt, StringComparison.Ordinal);
            Assert.Contains("depends on: src/db.py", prompt, StringComparison.Ordinal);
            Assert.Contains("depended on by: src/app.py", prompt, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Prompt_of_one_who_may_not_read_the_repository_names_no_file()
    {
        _repository.Commit(Shop);
        await cluster.Ingest(_repository, _user);
        var stranger = GrainCluster.NewUser();
        _repository.Strangers[stranger] = true;
        _repository.Strangers[_user] = true; // any more
        foreach (var user in (long[])[stranger, _user])
            Assert.DoesNotContain(
                "basket.py",
                await Prompt(user, "why does the Basket forget?"),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task Part_of_a_repository_is_named_only_to_who_asked_for_it()
    {
        _repository.Commit(Shop);
        await cluster.Ingest(_repository, _user, options: new IngestOptions { Path = "src" });
        Assert.Contains(
            "- src/basket.py",
            await Prompt(_user, "why does the Basket forget?"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "basket.py",
            await Prompt(GrainCluster.NewUser(), "why does the Basket forget?"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Prompt_takes_the_branch_of_the_conversation_before_a_newer_one()
    {
        _repository.Commit(Shop);
        await cluster.Ingest(_repository, _user);
        _repository.Commit([("src/other_basket.py", "")]);
        await cluster.Ingest(_repository, _user, _repository.Head);
        Assert.Contains("- src/basket.py", await Prompt(_user, "the basket?"), StringComparison.Ordinal);
        Assert.Contains(
            "- src/other_basket.py",
            await Prompt(_user, "the basket?", _repository.Head),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Answer_does_not_wait_for_a_repository_that_does_not_answer()
    {
        _repository.Commit(Shop);
        await cluster.Ingest(_repository, _user);
        _repository.Proof = new TaskCompletionSource();
        var prompt = await Prompt(_user, "why does the Basket forget?");
        Assert.DoesNotContain("basket.py", prompt, StringComparison.Ordinal);
        _repository.Proof.SetResult();
    }

    private async Task<string> Prompt(long user, string question, string branch = "main")
    {
        var name = $"q{Guid.NewGuid():N}";
        var script = cluster.Model.Script(name);
        script.Words.Writer.Complete();
        var session = cluster.Grains.ChatSession(user, name);
        await session.Start(
            new NewSession
            {
                SessionId = name,
                Repository = new RepositoryRef
                {
                    Owner = "Owner",
                    Name = _repository.Name,
                    Branch = branch,
                },
            }
        );
        await session.Post(GrainCluster.Say($"@{name} {question}"));
        var messages = await script
            .Prompts.Reader.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(GrainCluster.Patience);
        return string.Join('\n', messages.Select(message => message.Text));
    }
}
