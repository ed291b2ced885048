using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using YudaiV3.Api.GitHub;

namespace YudaiV3.Api.Realtime;

/// <summary>The feeds of a node with one session, and sockets that the tests open on it.</summary>
public abstract class SessionFeedFixture
{
    protected SessionFeedFixture()
    {
        var grains = FakeGrains.New(Time);
        Session = FakeGrains.Session(grains, "session/7/chat");
        Feeds = new SessionFeeds(
            new Services(grains),
            new GitHubSite(new Uri("https://github.com")),
            Time,
            NullLogger<SessionFeed>.Instance
        );
    }

    private protected ObservedTime Time { get; } = new();
    private protected FakeSession Session { get; }
    private protected SessionFeeds Feeds { get; }

    private protected async Task<RecordingSocket> Join(bool first = true)
    {
        var socket = new RecordingSocket();
        var (feed, queue) = Feeds.Join(7, "chat", streaming: true);
        var writer = new SocketWriter(socket, streaming: true, Time);
        _ = new SocketSender(writer, feed, queue, since: 0, Time, NullLogger<SocketSender>.Instance).Run();
        queue.Reply(stamp => "{}"u8.ToArray());
        await socket.Next();
        if (first)
            // The feed has subscribed and waits for its renewal.
            await Time.WaitForTimer(due => due == TimeSpan.FromSeconds(5));
        return socket;
    }

    private protected static IEnumerable<long> Numbers(int first, int count) =>
        Enumerable.Range(first, count).Select(n => (long)n);

    private protected static IEnumerable<long> Seqs(IEnumerable<JsonElement> frames) =>
        frames.Select(frame => frame.GetProperty("seq").GetInt64());

    private sealed class Services(IGrainFactory grains) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IGrainFactory) ? grains : null;
    }
}
