namespace YudaiV3.Auth;

public sealed class PendingLoginTests
{
    private static readonly NewLogin Begun = new() { RedirectUri = "https://app.example/callback", Browser = "mark" };

    [Fact]
    public void HasExpired_after_ten_minutes()
    {
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var login = PendingLogin.Begin(Begun, noon);
        Assert.False(login.HasExpired(noon.AddMinutes(10).AddTicks(-1)));
        Assert.True(login.HasExpired(noon.AddMinutes(10)));
        Assert.InRange(login.Verifier.Length, 43, 128); // RFC 7636 requires this length.
    }

    [Fact]
    public void Accepts_the_same_browser_and_a_client_without_cookies()
    {
        var login = PendingLogin.Begin(Begun, DateTimeOffset.UnixEpoch);
        Assert.True(login.Accepts(new LoginCode { Browser = "mark" }));
        Assert.True(login.Accepts(new LoginCode { Browser = null }));
        Assert.False(login.Accepts(new LoginCode { Browser = "" }));
        Assert.False(login.Accepts(new LoginCode { Browser = "other" }));
    }
}
