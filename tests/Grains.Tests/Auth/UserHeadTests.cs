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
}
