using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using YudaiV3.Api.GitHub;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>A feed stays with its session, whatever becomes of the silo that holds it.</summary>
public sealed class SessionFeedTests
{
    private readonly ObservedTime _time = new();
    private readonly FakeSession _session;
    private readonly SessionFeeds _feeds;

    public SessionFeedTests()
    {
        var grains = FakeGrains.New(_time);
        _session = FakeGrains.Session(grains, "session/7/talk");
        _feeds = new SessionFeeds(
            new Services(grains),
            new GitHubSite(new Uri("https://github.com")),
            _time,
            NullLogger<SessionFeed>.Instance
        );
    }

    [Fact]
    public async Task Session_whose_silo_was_killed_is_found_again_by_the_next_renewal_with_all_that_was_missed()
    {
        var socket = await Join();
        _session.Die();
        for (var n = 0; n < 700; n++)
            _session.Say("Missed");
        _time.Advance(TimeSpan.FromSeconds(5));
        await _time.Waiting(due => due == TimeSpan.FromMilliseconds(250));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(Numbers(1, 700), Seqs(await socket.Next(700)));
        _session.Say("Heard");
        Assert.Equal(Numbers(701, 1), Seqs(await socket.Next(1)));
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("gateways")]
    [InlineData("connection")]
    public async Task Session_that_moves_is_watched_again_at_once(string sign)
    {
        var socket = await Join();
        _session.Die();
        _session.Say("Missed");
        await Renewing(
            sign switch
            {
                "lost" => () => _feeds.Join(7, "talk", Unused).Feed.SubscriptionLost(),
                "gateways" => () => _feeds.NotifyGatewayCountChanged(1, 2, false),
                _ => _feeds.NotifyClusterConnectionLost,
            }
        );
        Assert.Equal(Numbers(1, 1), Seqs(await socket.Next(1)));
    }

    [Fact]
    public async Task Gap_in_what_is_heard_is_filled_at_once()
    {
        var socket = await Join();
        _session.Say("One");
        _session.Say("Two", tell: false);
        _session.Say("Three");
        Assert.Equal(Numbers(1, 3), Seqs(await socket.Next(3)));
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(NotFoundException))]
    public async Task Session_that_cannot_be_reached_is_tried_again_until_it_can(Type failure)
    {
        var socket = await Join();
        _session.Failure = (Exception)Activator.CreateInstance(failure, "No silo answers.")!;
        _session.Die();
        _session.Unreachable = true;
        _session.Say("Missed");
        _feeds.NotifyClusterConnectionLost();
        for (var n = 0; n < 3; n++)
        {
            await _time.Waiting(due => due == TimeSpan.FromMilliseconds(500));
            _session.Unreachable = n < 2;
            _time.Advance(TimeSpan.FromMilliseconds(500));
        }
        await _time.Waiting(due => due == TimeSpan.FromMilliseconds(250));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(Numbers(1, 1), Seqs(await socket.Next(1)));
    }

    [Fact]
    public async Task Frames_are_written_once_for_all_sockets_of_the_node()
    {
        List<RecordingSocket> sockets = [];
        for (var n = 0; n < 3; n++)
            sockets.Add(await Join(first: n == 0));
        _session.Say("Perhaps replayed");
        foreach (var socket in sockets)
            await socket.Next();
        _session.Say("Live");
        foreach (var socket in sockets)
            await socket.Next();
        Assert.Single(sockets.Select(socket => socket.LastSent).Distinct());
    }

    [Fact]
    public async Task Answer_that_begins_anew_is_told_by_index_zero_also_to_those_who_missed_its_beginning()
    {
        var socket = await Join();
        _session.Write("a1", "First try", 0);
        Assert.Equal(("First try", 0), Delta(await socket.Next()));
        _session.Write("a1", "Second ", 0, tell: false);
        _session.Write("a1", "try ", 1, tell: false);
        _session.Write("a1", "works", 2);
        Assert.Equal(("Second try works", 0), Delta(await socket.Next()));
        _session.Write("a1", ".", 3);
        Assert.Equal((".", 3), Delta(await socket.Next()));
    }

    private async Task<RecordingSocket> Join(bool first = true)
    {
        var socket = new RecordingSocket();
        var (_, outbox) = _feeds.Join(7, "talk", feed => new SendQueue(
            socket,
            feed,
            0,
            true,
            _time,
            NullLogger.Instance
        ));
        _ = outbox.Run();
        outbox.Reply(stamp => "{}"u8.ToArray());
        await socket.Next();
        if (first)
            // The feed has subscribed and waits for its renewal.
            await _time.Waiting(due => due == TimeSpan.FromSeconds(5));
        return socket;
    }

    /// <summary>Gives a sign and the time that frames on their way may take.</summary>
    private async Task Renewing(Action sign)
    {
        sign();
        await _time.Waiting(due => due == TimeSpan.FromMilliseconds(250));
        _time.Advance(TimeSpan.FromMilliseconds(250));
    }

    private SendQueue Unused(SessionFeed feed) =>
        new(new RecordingSocket(), feed, null, true, _time, NullLogger.Instance);

    private static IEnumerable<long> Numbers(int first, int count) =>
        Enumerable.Range(first, count).Select(n => (long)n);

    private static IEnumerable<long> Seqs(IEnumerable<JsonElement> frames) =>
        frames.Select(frame => frame.GetProperty("seq").GetInt64());

    private static (string?, int) Delta(JsonElement frame) =>
        (
            frame.GetProperty("data").GetProperty("delta").GetString(),
            frame.GetProperty("data").GetProperty("index").GetInt32()
        );

    private sealed class Services(IGrainFactory grains) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IGrainFactory) ? grains : null;
    }
}
