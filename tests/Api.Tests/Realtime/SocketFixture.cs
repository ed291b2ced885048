using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using YudaiV3.Api.GitHub;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>A session, its feed, and sockets that the tests open on it.</summary>
public abstract class SocketFixture
{
    private readonly IGrainFactory _grains;

    protected SocketFixture()
    {
        _grains = FakeGrains.New(Time);
        Session = FakeGrains.Session(_grains, "session/7/chat");
        Feed = NewFeed();
    }

    private protected ObservedTime Time { get; } = new();
    private protected FakeSession Session { get; }
    private protected SessionFeed Feed { get; }

    private protected SessionFeed NewFeed() =>
        new(
            "session/7/chat",
            new FrameFormatter("chat", new GitHubSite(new Uri("https://github.com"))),
            _grains,
            Time,
            NullLogger<SessionFeed>.Instance
        );

    private protected (RecordingSocket Socket, SendQueue Queue) Open(
        bool streaming,
        long? since = null,
        SessionFeed? feed = null
    )
    {
        var socket = new RecordingSocket();
        feed ??= Feed;
        var queue = new SendQueue(feed, streaming);
        Assert.True(feed.TryJoin(queue));
        var writer = new SocketWriter(socket, streaming, Time);
        _ = new SocketSender(writer, feed, queue, since, Time, NullLogger<SocketSender>.Instance).Run();
        return (socket, queue);
    }

    /// <summary>Returns when the feed and the sockets opened so far wait for the next frame.</summary>
    private protected async Task SettleFeed()
    {
        var (socket, queue) = Open(streaming: true);
        await socket.Next();
        queue.Close(CloseReason.ByClient);
        await socket.Closed;
        Feed.Leave(queue);
        Session.ResetCounts();
    }

    private protected async Task Advance(int milliseconds)
    {
        await Time.WaitForTimer(due =>
            due > TimeSpan.FromMilliseconds(milliseconds - 6) && due <= TimeSpan.FromMilliseconds(milliseconds)
        );
        Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }

    private protected static string Type(JsonElement frame) => frame.GetProperty("type").GetString()!;

    private protected static long? Seq(JsonElement frame) =>
        frame.GetProperty("seq") is { ValueKind: JsonValueKind.Number } seq ? seq.GetInt64() : null;

    private protected static DateTimeOffset Stamp(JsonElement frame) =>
        frame.GetProperty("timestamp").GetDateTimeOffset();

    private protected static void AssertRising(IReadOnlyList<JsonElement> frames) =>
        Assert.All(frames.Zip(frames.Skip(1)), pair => Assert.True(Stamp(pair.First) < Stamp(pair.Second)));

    private protected static void AssertDelta(JsonElement frame, string text, int index)
    {
        Assert.Equal("message_delta", Type(frame));
        Assert.Null(Seq(frame));
        var data = frame.GetProperty("data");
        Assert.Equal((text, index), (data.GetProperty("delta").GetString(), data.GetProperty("index").GetInt32()));
    }
}
