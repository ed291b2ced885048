using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>The limits on what is collected from a source.</summary>
public sealed class SourceCollectorTests
{
    [Fact]
    public async Task Add_leaves_out_what_goes_past_the_limit_unread_and_says_when_there_is_no_end()
    {
        var opened = new List<string>();
        var collector = new SourceCollector(
            new IngestOptions(),
            new IngestLimits { UnpackedBytes = 1_000 },
            new KnownFiles([], null!)
        ); // Nothing is known, so no facts are asked for.
        async Task<string?> Take(string path, int size) =>
            (
                await collector.Add(
                    ScriptedRepository.Hashed(path, new string('x', size), opened.Add),
                    CancellationToken.None
                )
            )?.Path;

        Assert.Equal(["a", null, "c"], [await Take("a", 600), await Take("b", 600), await Take("c", 400)]);
        Assert.Equal((1_000, false), (collector.Bytes, collector.IsOver));
        Assert.Null(await Take("d", 401));
        Assert.True(collector.IsOver);
        Assert.Equal(["a", "c"], opened);
        Assert.Equal([KeyValuePair.Create("repository is too large", 2)], collector.Skipped);
    }

    [Fact]
    public async Task Add_of_an_ignore_file_with_too_many_patterns_takes_the_first_ones_and_says_so()
    {
        var collector = new SourceCollector(new IngestOptions(), new IngestLimits(), new KnownFiles([], null!));
        var patterns = string.Concat(Enumerable.Range(0, 100_000).Select(n => $"a{n}\n"));
        await Add(".gitingestignore", patterns + new string('*', 2_000));
        Assert.Null(await Add("a7", ""));
        Assert.NotNull(await Add("a70000", ""));
        Assert.Equal([100_001 - 200], collector.Skipped.Values);

        Task<IngestedFile?> Add(string path, string text) =>
            collector.Add(ScriptedRepository.Text(path, text), CancellationToken.None);
    }

    [Fact]
    public async Task Add_of_what_the_repository_does_not_have_says_so()
    {
        var collector = new SourceCollector(new IngestOptions(), new IngestLimits(), new KnownFiles([], null!));
        Assert.Null(await collector.Add(new("a", EntryKind.Absent, 0, null), CancellationToken.None));
        Assert.Equal([KeyValuePair.Create("not in this copy of the repository", 1)], collector.Skipped);
    }
}
