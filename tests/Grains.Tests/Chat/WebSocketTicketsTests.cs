namespace YudaiV3.Chat;

public sealed class WebSocketTicketsTests
{
    private readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider _time = new();
    private static readonly WebSocketLogin Login = new() { UserId = 7 };

    [Fact]
    public void Redeem_works_once()
    {
        var tickets = new WebSocketTickets(_time);
        var ticket = tickets.Issue(Login);
        Assert.Same(Login, tickets.Redeem(ticket));
        Assert.Null(tickets.Redeem(ticket));
    }

    [Fact]
    public void Redeem_after_the_lifetime_is_refused()
    {
        var tickets = new WebSocketTickets(_time);
        var ticket = tickets.Issue(Login);
        _time.Advance(WebSocketTickets.Lifetime + TimeSpan.FromMilliseconds(1));
        Assert.Null(tickets.Redeem(ticket));
    }
}
