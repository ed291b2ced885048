using System.Collections.Concurrent;
using System.Text.Json;
using YudaiV3.CodeAnalysis;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Execution;

public sealed class RepoIngestTests(GrainCluster cluster)
{
    private readonly ScriptedRepository _repository = cluster.Sources.Add();
    private readonly long _user = GrainCluster.NewUser();

    [Fact]
    public async Task Extract_reads_resolves_and_stores_a_commit()
    {
        _repository.Commit([
            ("src/a.py", "import src.b\nimport os\n"),
            ("src/b.py", "x = 1\n"),
            ("src/__init__.py", ""),
            ("README.md", "Hello world"),
        ]);
        var done = await cluster.Ingest(_repository, _user);

        Assert.Equal((IngestState.Completed, 100, 4, 4), (done.Status, done.Percent, done.FilesDone, done.FilesTotal));
        var snapshot = await cluster.Snapshot(done);
        Assert.Equal(
            ["README.md", "src/__init__.py", "src/a.py", "src/b.py"],
            snapshot.Files.Select(file => file.Path)
        );
        Assert.Equal(2, snapshot.Files[0].Tokens);
        Assert.Equal(
            ["src/b.py"],
            snapshot.Dependencies.Single(file => file.Path == "src/a.py").Edges.Select(edge => edge.To)
        );
        Assert.Equal("os", snapshot.Dependencies.Single(file => file.Path == "src/a.py").External.Single().Name);
        Assert.False((await cluster.Grains.RepositoryQueries(done.RepositoryId!.Value).Files(_user)).Truncated);
    }

    [Fact]
    public async Task Extract_by_fifty_at_once_reads_the_source_once()
    {
        _repository.Commit(Python(40));
        var users = Enumerable.Range(0, 50).Select(_ => GrainCluster.NewUser()).ToArray();
        var done = await Task.WhenAll(users.Select(user => cluster.Ingest(_repository, user)));
        Assert.Single(done.Select(status => status.IngestId).Distinct());
        Assert.All(done, status => Assert.Equal(IngestState.Completed, status.Status));
        Assert.Equal(IngestState.Completed, (await cluster.Ingest(_repository, GrainCluster.NewUser())).Status);
        Assert.Equal(1, _repository.Reads);
    }

    [Fact]
    public async Task Extract_of_a_commit_with_one_changed_file_analyzes_only_that()
    {
        _repository.Commit(Python(1_000));
        var first = await cluster.Ingest(_repository, _user);
        _repository.Commit(Python(1_000).Select((file, index) => index == 500 ? (file.Path, "import p0\n") : file));
        var second = await cluster.Ingest(_repository, _user);

        Assert.Equal((1_000, 1), (first.FilesAnalyzed, second.FilesAnalyzed));
        Assert.Equal(first.RepositoryId, second.RepositoryId);
        Assert.Equal(
            ["p0.py"],
            (await cluster.Snapshot(second))
                .Dependencies.Single(file => file.Path == "p500.py")
                .Edges.Select(edge => edge.To)
        );
        Assert.Equal(
            second.CommitSha,
            (await cluster.Grains.IngestedBranch(second.RepositoryId!.Value).Describe(_user)).CommitSha
        );
    }

    [Fact]
    public async Task Extract_opens_only_what_has_changed_where_the_source_knows_contents_by_their_hash()
    {
        var opened = new ConcurrentQueue<string>();
        (string Path, string Text)[] before =
        [
            ("a.py", "import b\n"),
            ("b.py", "x = 1\n"),
            ("same.py", "import b\n"),
            ("text.md", "Hello world"),
            ("picture.bin", "\0\0"),
            ("package.json", "{}"),
            ("lib.min.js", "var a"),
        ];
        (string Path, string Text)[] after =
        [
            .. before.Select(file => file.Path == "a.py" ? (file.Path, "import same\n") : file),
            ("new.py", "import b\n"),
        ];
        Commit(_repository, before);
        await cluster.Ingest(_repository, _user);
        opened.Clear();
        Commit(_repository, after);
        var second = await cluster.Snapshot(await cluster.Ingest(_repository, _user));
        // how imports are resolved is always read
        Assert.Equal(["a.py", "new.py", "package.json"], opened.Order(StringComparer.Ordinal));

        var undisturbed = cluster.Sources.Add();
        Commit(undisturbed, after);
        Assert.Equal(Text(await cluster.Snapshot(await cluster.Ingest(undisturbed, _user))), Text(second));

        void Commit(ScriptedRepository repository, (string Path, string Text)[] files) =>
            repository.Commit(files.Select(file => ScriptedRepository.Hashed(file.Path, file.Text, opened.Enqueue)));
    }

    [Fact]
    public async Task Extract_that_is_interrupted_goes_on_and_leaves_the_same_result()
    {
        _repository.StopsAt = 700;
        _repository.Commit(Python(1_000));
        var ingest = await cluster.Extract(_repository, _user);
        await _repository.Stopped.Task.WaitAsync(IngestCluster.Patience);
        await cluster.Grains.Deactivate(ingest);
        _repository.StopsAt = -1;
        _repository.GoesOn.TrySetResult();
        var done = await cluster.End(ingest, _user);

        var undisturbed = cluster.Sources.Add();
        undisturbed.Commit(Python(1_000));
        var other = await cluster.Ingest(undisturbed, _user);
        Assert.Equal((IngestState.Completed, IngestState.Completed), (done.Status, other.Status));
        Assert.Equal(Text(await cluster.Snapshot(other)), Text(await cluster.Snapshot(done)));
    }

    [Theory]
    [InlineData(WriteFate.Refused, 3)]
    [InlineData(WriteFate.DoneButReportedAsFailed, 1)]
    public async Task Extract_whose_progress_cannot_be_stored_goes_on_in_one_run(WriteFate fate, int writes)
    {
        _repository.StopsAt = 5;
        _repository.Commit(Python(10));
        var ingest = await cluster.Extract(_repository, _user);
        await _repository.Stopped.Task.WaitAsync(IngestCluster.Patience);
        using (var fault = cluster.Fail(cluster.Grains.RepoIngest(ingest), "ingest-progress", fate, writes))
        {
            _repository.GoesOn.TrySetResult();
            var done = await cluster.End(ingest, _user);
            Assert.Equal((IngestState.Completed, 10), (done.Status, done.FilesDone));
        }
        Assert.Equal(1, _repository.Reads);
    }

    [Fact]
    public async Task Extract_that_ended_the_process_twice_fails_and_is_not_read_again()
    {
        _repository.StopsAt = 5;
        _repository.Commit(Python(10));
        var ingest = await cluster.Extract(_repository, _user);
        await _repository.Stopped.Task.WaitAsync(IngestCluster.Patience);
        var stored = await cluster.Records(ingest).Open<IngestHead>("repo-ingest");
        Assert.Equal(1, stored.Value.OpenRuns); // before the run, not after it
        await stored.Write(stored.Value.BeginRun());
        await cluster.Grains.Deactivate(ingest);
        _repository.StopsAt = -1;

        var failed = await cluster.End(ingest, _user);
        Assert.Equal((IngestState.Failed, IngestFailure.Broken), (failed.Status, failed.Failure));
        Assert.Equal(IngestState.Failed, (await cluster.Ingest(_repository, GrainCluster.NewUser())).Status);
        Assert.Equal(1, _repository.Reads);
    }

    [Fact]
    public async Task Extract_of_files_that_are_too_large_knows_nothing_from_an_ingest_that_read_them()
    {
        _repository.Commit([("a.md", "Hello world"), ("b.py", "import c\n"), ("c.py", "")]);
        await cluster.Ingest(_repository, _user);
        var small = await cluster.Ingest(_repository, _user, options: new() { MaxFileSize = 5 });
        var files = (await cluster.Snapshot(small)).Files;
        Assert.Equal(
            [("a.md", 0, 11), ("b.py", 0, 9), ("c.py", 0, 0)],
            files.Select(file => (file.Path, file.Tokens, file.Size))
        );
    }

    [Fact]
    public async Task Cancel_ends_it_for_all_and_lasts()
    {
        _repository.StopsAt = 5;
        _repository.Commit(Python(10));
        var ingest = await cluster.Extract(_repository, _user);
        await _repository.Stopped.Task.WaitAsync(IngestCluster.Patience);
        Assert.Equal(IngestState.Cancelled, (await cluster.Grains.RepoIngest(ingest).Cancel(_user)).Status);
        await cluster.Grains.Deactivate(ingest);
        Assert.Equal(IngestState.Cancelled, (await cluster.End(ingest, _user)).Status);

        _repository.StopsAt = -1;
        Assert.Equal(IngestState.Completed, (await cluster.Ingest(_repository, _user)).Status);
    }

    [Fact]
    public async Task Status_is_for_those_who_asked()
    {
        _repository.Commit(Python(1));
        var done = await cluster.Ingest(_repository, _user);
        await Assert.ThrowsAsync<NotFoundException>(() =>
            cluster.Grains.RepoIngest(done.IngestId).Status(GrainCluster.NewUser())
        );
        await Assert.ThrowsAsync<NotFoundException>(() =>
            cluster.Grains.RepoIngest(done.IngestId).Cancel(GrainCluster.NewUser())
        );
    }

    [Fact]
    public async Task Result_is_for_those_who_can_read_the_repository_now()
    {
        _repository.Commit(Python(1));
        var done = await cluster.Ingest(_repository, _user);
        var other = GrainCluster.NewUser();
        Assert.NotNull(await cluster.Grains.UserIngests(other).Find(_repository.Url, null));

        _repository.Strangers[other] = _repository.Strangers[_user] = true;
        await Assert.ThrowsAsync<NotFoundException>(() =>
            cluster.Grains.UserIngests(other).Find(_repository.Url, null)
        );
        await Assert.ThrowsAsync<NotFoundException>(() => cluster.Extract(_repository, other));
        await Assert.ThrowsAsync<NotFoundException>(() =>
            cluster.Grains.IngestedBranch(done.RepositoryId!.Value).Describe(_user)
        );
        Assert.Empty(await cluster.Grains.UserIngests(_user).Repositories());
    }

    [Fact]
    public async Task Find_without_a_branch_gives_the_newest_of_all_branches()
    {
        var old = _repository.Commit(Python(1));
        _repository.Commit(Python(2));
        var main = await cluster.Ingest(_repository, _user);
        var tagged = await cluster.Ingest(_repository, _user, old);
        var ingests = cluster.Grains.UserIngests(_user);
        Assert.Equal(tagged.RepositoryId, (await ingests.Find(_repository.Url, null))?.Id);
        Assert.Equal(main.RepositoryId, (await ingests.Find(_repository.Url, "main"))?.Id);
        Assert.Null(await ingests.Find(_repository.Url, "none"));
        Assert.Equal(
            [tagged.RepositoryId!.Value, main.RepositoryId!.Value],
            (await ingests.Repositories()).Select(repository => repository.Id)
        );
    }

    [Fact]
    public async Task Extract_that_goes_past_a_limit_fails_with_its_words_and_can_be_asked_again()
    {
        _repository.Commit(Python(1));
        _repository.Fault = new InvalidException("repo_url", "The archive is too large.");
        var failed = await cluster.Ingest(_repository, _user);
        Assert.Equal(
            (IngestState.Failed, IngestFailure.Refused, "The archive is too large."),
            (failed.Status, failed.Failure, failed.Error)
        );
        _repository.Fault = null;
        Assert.Equal(IngestState.Completed, (await cluster.Ingest(_repository, _user)).Status);
    }

    private static IEnumerable<(string Path, string Text)> Python(int count) =>
        Enumerable.Range(0, count).Select(index => ($"p{index}.py", $"import p{(index + 1) % count}\nx{index} = 1\n"));

    private static string Text(Snapshot snapshot) =>
        JsonSerializer.Serialize(snapshot.Files) + JsonSerializer.Serialize(snapshot.Dependencies);
}
