using System.IO.Pipelines;
using Microsoft.Extensions.Time.Testing;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.RepoIngest;

public sealed class BoundedStreamTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Read_without_data_for_too_long_throws()
    {
        var (time, pipe) = (new FakeTimeProvider(), new Pipe());
        await using var stream = new BoundedStream(pipe.Reader.AsStream(), _ => { }, Silence, time);
        await pipe.Writer.WriteAsync(new byte[1]);
        time.Advance(Silence);
        Assert.Equal(1, await stream.ReadAsync(new byte[2]));
        var reading = stream.ReadAsync(new byte[2]).AsTask();
        time.Advance(Silence - TimeSpan.FromTicks(1));
        Assert.False(reading.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        var exception = await Assert.ThrowsAsync<GitHubException>(() => reading.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(GitHubFailure.TimedOut, exception.Failure);
    }
}
