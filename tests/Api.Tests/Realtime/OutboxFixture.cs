using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using YudaiV3.Api.GitHub;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>A session, its feed, and sockets that the tests open on it.</summary>
public abstract class OutboxFixture
{
    private readonly IGrainFactory _grains;

    protected OutboxFixture()
    {
        _grains = FakeGrains.New(Time);
        Session = FakeGrains.Session(_grains, "session/7/talk");
        Feed = NewFeed();
    }

    private protected ObservedTime Time { get; } = new();
    private protected FakeSession Session { get; }
    private protected SessionFeed Feed { get; }

    private protected SessionFeed NewFeed() =>
        new(
            "session/7/talk",
            new FrameFormatter("talk", new GitHubSite(new Uri("https://github.com"))),
            _grains,
            Time,
            NullLogger<SessionFeed>.Instance
        );

    private protected (RecordingSocket Socket, SendQueue Outbox) Open(
        bool streaming,
        long? since = null,
        SessionFeed? feed = null
    )
    {
        var socket = new RecordingSocket();
        var outbox = new SendQueue(socket, feed ?? Feed, since, streaming, Time, NullLogger.Instance);
        Assert.True((feed ?? Feed).TryJoin(outbox));
        _ = outbox.Run();
        return (socket, outbox);
    }

    /// <summary>Both the feed and the sockets opened so far have caught up and wait for more.</summary>
    private protected async Task Settled()
    {
        var (socket, outbox) = Open(streaming: true);
        await socket.Next();
        outbox.Close(CloseReason.ByClient);
        await socket.Closed;
        Feed.Leave(outbox);
        Session.ForgetCalls();
    }

    private protected async Task Step(int milliseconds)
    {
        await Time.Waiting(due =>
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
