using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Packs;

namespace YudaiV3.RepoIngest.Content;

public sealed class RepositoryContentTests(GrainCluster cluster)
{
    private readonly ScriptedRepository _repository = cluster.Sources.Add();
    private readonly long _user = GrainCluster.NewUser();

    [Fact]
    public async Task Content_returns_lines_of_the_newest_commit()
    {
        _repository.Commit([("src/a.py", "one\ntwo\nthree\n"), ("b#.md", "")]);
        await cluster.Ingest(_repository, _user);
        _repository.Commit([("src/a.py", "one\n2\nthree\n"), ("b#.md", "")]);
        var done = await cluster.Ingest(_repository, _user);
        var texts = cluster.Grains.RepositoryContent(done.RepositoryId!.Value);

        var lines = await texts.Content(_user, new() { Path = "src/a.py", StartLine = 2 });
        Assert.Equal(
            ("2\nthree\n", 2, 3, 3, "Python"),
            (lines.Text, lines.StartLine, lines.EndLine, lines.TotalLines, lines.Language)
        );
        Assert.Equal(
            $"https://example.org/owner/{_repository.Name}/blob/{done.CommitSha}/src/a.py#L2-L3",
            lines.HtmlUrl
        );
        Assert.Equal(
            ("", null),
            (
                (await texts.Content(_user, new() { Path = "b#.md" })) is var empty
                    ? (empty.Text, empty.Language)
                    : default
            )
        );
        await Assert.ThrowsAsync<InvalidException>(() =>
            texts.Content(_user, new() { Path = "src/a.py", StartLine = 4 })
        );
        foreach (var missing in (string[])["src", "src/b.py", "zzz", ""])
            await Assert.ThrowsAsync<NotFoundException>(() => texts.Content(_user, new() { Path = missing }));
    }

    [Fact]
    public async Task Content_of_a_file_without_text_is_null()
    {
        _repository.Commit([ScriptedRepository.Text("a.bin", "\0\u0001"), ScriptedRepository.Text("b.txt", "x")]);
        var done = await cluster.Ingest(_repository, _user, options: new() { MaxFileSize = 100 });
        var texts = cluster.Grains.RepositoryContent(done.RepositoryId!.Value);
        Assert.Null((await texts.Content(_user, new() { Path = "a.bin" })).Text);
        Assert.Equal("x", (await texts.Content(_user, new() { Path = "b.txt" })).Text);
    }

    [Fact]
    public async Task Content_and_search_are_for_nobody_whose_access_is_gone()
    {
        _repository.Commit([("a.py", "secret = 1\n")]);
        var done = await cluster.Ingest(_repository, _user);
        var texts = cluster.Grains.RepositoryContent(done.RepositoryId!.Value);
        await texts.Content(_user, new() { Path = "a.py" });
        _repository.Strangers[_user] = true;
        await Assert.ThrowsAsync<NotFoundException>(() => texts.Content(_user, new() { Path = "a.py" }));
        await Assert.ThrowsAsync<NotFoundException>(() => texts.Search(_user, new() { Text = "secret" }));
    }

    [Fact]
    public async Task Content_of_a_result_without_texts_reads_them_in()
    {
        _repository.Commit([("a.py", "x = 1\n")]);
        var done = await cluster.Ingest(_repository, _user);
        var first = await cluster.Finished(done);
        // As the first edition left it:
        await new PackRecords(cluster.Records(), PackStore.WriterOf(first)).DeleteIndex();
        var texts = cluster.Grains.RepositoryContent(done.RepositoryId!.Value);
        Assert.Equal("x = 1\n", (await texts.Content(_user, new() { Path = "a.py" })).Text);
        Assert.Equal(2, (await cluster.Finished(done)).Result.Attempt);
    }

    [Fact]
    public async Task Search_finds_every_line_in_path_order_and_says_what_is_left_out()
    {
        var files = PackWriterTests.Sources(3_000);
        _repository.Commit(files);
        var done = await cluster.Ingest(_repository, _user);
        var texts = cluster.Grains.RepositoryContent(done.RepositoryId!.Value);

        var all = await texts.Search(_user, new() { Text = "IMPORT f0", Limit = 500 });
        Assert.Equal((3_000, 500, true), (all.Total, all.Matches.Length, all.Truncated));
        Assert.Equal(files.Take(500).Select(file => file.Path), all.Matches.Select(match => match.Path));
        var one = await texts.Search(_user, new() { Text = "^x = 777$", IsExpression = true });
        Assert.Equal(("p7/f00777.py", 2, 1), (one.Matches.Single().Path, one.Matches[0].Line, one.Matches[0].Column));
        Assert.False(one.Truncated);
        Assert.Empty((await texts.Search(_user, new() { Text = "IMPORT f0", IsCaseSensitive = true })).Matches);
        Assert.Equal(300, (await texts.Search(_user, new() { Text = "import", Path = "p7/" })).Total);
        Assert.Equal(2, (await texts.Search(_user, new() { Text = "import f00388", Path = "*.py" })).Total);
        Assert.Equal(0, (await texts.Search(_user, new() { Text = "import", Path = "p77" })).Total);
    }

    [Theory]
    [InlineData("(a")]
    [InlineData("(a)\\1")]
    public async Task Search_refuses_an_expression_that_it_cannot_match(string expression)
    {
        _repository.Commit([("a.py", "x = 1\n")]);
        var done = await cluster.Ingest(_repository, _user);
        var refused = await Assert.ThrowsAsync<InvalidException>(() =>
            cluster
                .Grains.RepositoryContent(done.RepositoryId!.Value)
                .Search(_user, new() { Text = expression, IsExpression = true })
        );
        Assert.Equal("q", refused.Field);
    }
}
