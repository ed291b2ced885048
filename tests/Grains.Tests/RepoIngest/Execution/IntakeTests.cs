namespace YudaiV3.RepoIngest.Execution;

/// <summary>How much of a source is taken in.</summary>
public sealed class IntakeTests
{
    [Fact]
    public async Task Take_leaves_out_what_goes_past_the_limit_unread_and_says_when_there_is_no_end()
    {
        var opened = new List<string>();
        var intake = new Intake(
            new IngestOptions(),
            new IngestLimits { UnpackedBytes = 1_000 },
            new KnownFiles([], null!)
        ); // Nothing is known, so no facts are asked for.
        async Task<string?> Take(string path, int size) =>
            (
                await intake.Take(
                    ScriptedRepository.Hashed(path, new string('x', size), opened.Add),
                    CancellationToken.None
                )
            )?.Path;

        Assert.Equal(["a", null, "c"], [await Take("a", 600), await Take("b", 600), await Take("c", 400)]);
        Assert.Equal((1_000, false), (intake.Bytes, intake.IsOver));
        Assert.Null(await Take("d", 401));
        Assert.True(intake.IsOver);
        Assert.Equal(["a", "c"], opened);
        Assert.Equal([KeyValuePair.Create("repository is too large", 2)], intake.Skipped);
    }
}
