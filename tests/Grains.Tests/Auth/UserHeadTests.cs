using YudaiV3.Chat;

namespace YudaiV3.Auth;

public sealed class UserHeadTests
{
    [Fact]
    public void SignOut_removes_logins_whose_JWT_has_expired()
    {
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var head = new UserHead()
            .SignOut("old", noon.AddHours(1), noon)
            .SignOut("new", noon.AddHours(3), noon.AddHours(2));
        Assert.Equal("new", Assert.Single(head.Ended).TokenId);
        Assert.Same(head, head.SignOut("new", noon.AddHours(3), noon));
    }

    [Fact]
    public void Activate_assigns_a_place_once()
    {
        var (first, place) = new UserHead().Activate("a", null);
        var (second, next) = first.Activate("b", null);
        Assert.Equal((0L, 1L, 2L), (place, next, second.Places));
        Assert.Equal((second, 0L), second.Activate("a", null));
    }

    [Fact]
    public void Deactivate_removes_the_session_and_keeps_the_latest_activity_of_its_page()
    {
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var (head, place) = new UserHead().Activate("a", 40);
        head = head.Deactivate(new Session { LastActivity = noon }, place);
        Assert.Empty(head.ActiveSessions);
        Assert.Equal([DateTimeOffset.MinValue, noon], head.LatestOnPage);
        head = head.Deactivate(new Session { LastActivity = noon.AddHours(-1) }, place);
        Assert.Equal(noon, head.LatestOnPage[1]);
    }

    [Fact]
    public void SignOut_of_more_than_are_kept_refuses_all_JWTs_of_that_time()
    {
        var now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var head = new UserHead();
        for (var n = 0; n < 10_000; n++)
            head = head.SignOut($"{n}", now.AddDays(1), now.AddSeconds(n));
        Assert.True(head.Ended.Length <= UserHead.MaxEnded);
        Assert.All(Enumerable.Range(0, 10_000), n => Assert.True(head.HasEnded($"{n}", now.AddSeconds(n - 1))));
        Assert.False(head.HasEnded("other", now.AddSeconds(10_000)));
    }
}
