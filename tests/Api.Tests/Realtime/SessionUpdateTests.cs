using System.Text;

namespace YudaiV3.Api.Realtime;

public sealed class SessionUpdateTests
{
    private readonly SessionUpdate _update = new(3, 0, Encoding.ASCII.GetBytes($"<{FrameFormatter.Format(0)}>"), 1);

    [Fact]
    public void WithStamp_replaces_only_the_timestamp() =>
        Assert.Equal("<1970-01-01T00:00:01.001Z>", Encoding.ASCII.GetString(_update.WithStamp(1_001).Span));

    [Fact]
    public void WithStamp_of_the_same_timestamp_shares_the_bytes()
    {
        var first = _update.WithStamp(7);
        Assert.Equal(first, _update.WithStamp(7));
        Assert.NotEqual(first, _update.WithStamp(9));
    }
}
