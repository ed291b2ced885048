using YudaiV3.CodeAnalysis;
using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Packs;

public sealed class PackWriterTests(GrainCluster cluster)
{
    private readonly ScriptedRepository _repository = cluster.Sources.Add();
    private readonly long _user = GrainCluster.NewUser();

    [Fact]
    public async Task Ingest_keeps_the_text_of_every_file_that_has_one()
    {
        var files = Sources(500);
        _repository.Commit([
            .. files.Select(file => ScriptedRepository.Text(file.Path, file.Text)),
            ScriptedRepository.Text("z/picture.bin", "\0\u0001"),
            new("z/link", EntryKind.Link, 1, null, "picture.bin"),
            new("z/module", EntryKind.Submodule, 0, null),
        ]);
        var done = await cluster.Finished(await cluster.Ingest(_repository, _user));

        var expected = files.ToDictionary(file => file.Path, string? (file) => file.Text);
        foreach (var path in (string[])["z/picture.bin", "z/link", "z/module"])
            expected[path] = null;
        Assert.Equal(expected, await cluster.Texts(done));
    }

    [Fact]
    public async Task Ingest_of_a_commit_with_a_change_writes_one_pack_and_refers_to_the_others()
    {
        _repository.Commit(Sources(2_000));
        var first = await cluster.Finished(await cluster.Ingest(_repository, _user));
        var changed = Sources(2_000).Select((file, at) => at == 700 ? (file.Path, Text: "x = 2\n") : file).ToArray();
        _repository.Commit(changed);
        var second = await cluster.Finished(await cluster.Ingest(_repository, _user));
        var branch = await cluster.Finished(await cluster.Ingest(_repository, _user, branch: "topic"));

        Assert.True(cluster.PackRecordsOf(first, 1).Count() > 10);
        Assert.Single(cluster.PackRecordsOf(second, 1));
        Assert.Empty(cluster.PackRecordsOf(branch, 1));
        foreach (var ingest in (FinishedIngest[])[second, branch])
            Assert.Equal(
                changed.ToDictionary(file => file.Path, string? (file) => file.Text),
                await cluster.Texts(ingest)
            );
    }

    [Fact]
    public async Task Ingest_takes_texts_of_files_that_it_does_not_open_from_earlier_packs()
    {
        var opened = new List<string>();
        Commit(Sources(300));
        await cluster.Ingest(_repository, _user);
        opened.Clear();
        var after = Sources(300).Select((file, at) => at == 100 ? (file.Path, Text: "x = 2\n") : file).ToArray();
        Commit(after);
        var second = await cluster.Finished(await cluster.Ingest(_repository, _user));

        Assert.Equal([after[100].Path], opened);
        Assert.Equal(after.ToDictionary(file => file.Path, string? (file) => file.Text), await cluster.Texts(second));

        void Commit((string Path, string Text)[] files) =>
            _repository.Commit(files.Select(file => ScriptedRepository.Hashed(file.Path, file.Text, opened.Add)));
    }

    [Fact]
    public async Task Ingest_keeps_no_text_that_the_repository_itself_excludes_later()
    {
        _repository.Commit([
            ("#first/a.log", "secret"),
            ("#first/b.py", "x = 1\n"),
            (".gitingestignore", "*.log\n"),
            ("a.log", "secret"),
            ("a.py", ""),
        ]);
        var done = await cluster.Finished(await cluster.Ingest(_repository, _user));
        Assert.Equal(
            ["#first/b.py", ".gitingestignore", "a.py"],
            (await cluster.Texts(done)).Keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Ingest_in_any_order_of_files_has_the_same_texts()
    {
        var files = Sources(300);
        new Random(3).Shuffle(files);
        _repository.Commit(files);
        var done = await cluster.Finished(await cluster.Ingest(_repository, _user));
        Assert.Equal(files.ToDictionary(file => file.Path, string? (file) => file.Text), await cluster.Texts(done));
    }

    internal static (string Path, string Text)[] Sources(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(number => ($"p{number % 10}/f{number:d5}.py", $"import f{number / 2:d5}\nx = {number}\n"))
                .OrderBy(file => file.Item1, StringComparer.Ordinal),
        ];
}
