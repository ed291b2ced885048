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
}
