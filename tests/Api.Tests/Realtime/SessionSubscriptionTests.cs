using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class SessionSubscriptionTests : SessionFeedFixture
{
    [Fact]
    public async Task Renew_after_the_silo_was_killed_returns_all_missed_events()
    {
        var socket = await Join();
        Session.DropObservers();
        for (var n = 0; n < 700; n++)
            Session.AddMessage("Missed");
        Time.Advance(TimeSpan.FromSeconds(5));
        await Time.WaitForTimer(due => due == TimeSpan.FromMilliseconds(250));
        Time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(Numbers(1, 700), Seqs(await socket.Next(700)));
        Session.AddMessage("Heard");
        Assert.Equal(Numbers(701, 1), Seqs(await socket.Next(1)));
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("gateways")]
    [InlineData("connection")]
    public async Task RenewNow_is_called_when_the_session_moves(string sign)
    {
        var socket = await Join();
        Session.DropObservers();
        Session.AddMessage("Missed");
        await Renew(
            sign switch
            {
                "lost" => () => Feeds.Join(7, "chat", streaming: true).Feed.SubscriptionLost(),
                "gateways" => () => Feeds.NotifyGatewayCountChanged(1, 2, false),
                _ => Feeds.NotifyClusterConnectionLost,
            }
        );
        Assert.Equal(Numbers(1, 1), Seqs(await socket.Next(1)));
    }

    [Fact]
    public async Task Renew_after_a_gap_fills_it_at_once()
    {
        var socket = await Join();
        Session.AddMessage("One");
        Session.AddMessage("Two", publish: false);
        Session.AddMessage("Three");
        Assert.Equal(Numbers(1, 3), Seqs(await socket.Next(3)));
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(NotFoundException))]
    public async Task Renew_that_fails_is_repeated_until_it_succeeds(Type failure)
    {
        var socket = await Join();
        Session.Failure = (Exception)Activator.CreateInstance(failure, "No silo answers.")!;
        Session.DropObservers();
        Session.IsUnreachable = true;
        Session.AddMessage("Missed");
        Feeds.NotifyClusterConnectionLost();
        for (var n = 0; n < 3; n++)
        {
            await Time.WaitForTimer(due => due == TimeSpan.FromMilliseconds(500));
            Session.IsUnreachable = n < 2;
            Time.Advance(TimeSpan.FromMilliseconds(500));
        }
        await Time.WaitForTimer(due => due == TimeSpan.FromMilliseconds(250));
        Time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(Numbers(1, 1), Seqs(await socket.Next(1)));
    }

    /// <summary>Triggers a renewal and lets the time for late frames pass.</summary>
    private async Task Renew(Action trigger)
    {
        trigger();
        await Time.WaitForTimer(due => due == TimeSpan.FromMilliseconds(250));
        Time.Advance(TimeSpan.FromMilliseconds(250));
    }
}
