namespace YudaiV3.Chat;

public sealed class SessionViewTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void View_of_an_earlier_fold_shows_the_activity_of_that_time()
    {
        var start = SessionHead.Start(new NewSession { SessionId = "talk" }, place: 3, Noon);
        var message = new NewMessage { Content = "One", ClientMessageId = "1" };
        var first = start.Ask("session/7/talk", message, 2, Noon.AddSeconds(10));
        var head = first.Ask("session/7/talk", message, 3, Noon.AddSeconds(20)).Touch(Noon.AddSeconds(30));
        Assert.Equal(0, new SessionView(head, start.Fold).Statistics.SessionDuration);
        Assert.Equal(10, new SessionView(head, first.Fold).Statistics.SessionDuration);
        Assert.Equal(30, head.Statistics().SessionDuration);
        var earlier = new SessionView(head, first.Fold).Describe("session/7/talk");
        Assert.Equal((1, 2, Noon.AddSeconds(10)), (earlier.TotalMessages, earlier.TotalTokens, earlier.LastActivity));
    }
}
