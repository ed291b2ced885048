using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Realtime;
using YudaiV3.Auth;

namespace YudaiV3.Api.Tests.Auth;

/// <summary>What a node remembers of logins, and when it asks.</summary>
public sealed class RevocationCacheTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly IGrainFactory _grains;
    private readonly RevocationCache _logins;
    private readonly FakeLogins _grain;

    public RevocationCacheTests()
    {
        _grains = FakeGrains.New(_time);
        _grain = (FakeLogins)(object)_grains.UserLogins(7);
        var services = new ServiceCollection().AddSingleton(_grains).BuildServiceProvider();
        _logins = new(services, new SocketRegistry(), _time, NullLogger<RevocationSubscription>.Instance);
    }

    [Fact]
    public async Task HasEnded_asks_once_while_it_can_rely_on_what_it_hears()
    {
        _grain.Ended = ["gone"];
        for (var n = 0; n < 100; n++)
            Assert.Equal(
                (true, false),
                (await _logins.HasEnded(7, Login("gone")), await _logins.HasEnded(7, Login("here")))
            );
        Assert.Equal(2, _grain.Watches); // Once for each login.
        await _grain.Observer!.LoginEnded("here");
        Assert.True(await _logins.HasEnded(7, Login("here")));
        Assert.Equal(2, _grain.Watches);
    }

    [Fact]
    public async Task HasEnded_asks_again_when_time_has_passed()
    {
        await _logins.HasEnded(7, Login("here"));
        _time.Advance(RevocationSubscription.FreshFor);
        _grain.Ended = ["here"];
        Assert.True(await _logins.HasEnded(7, Login("here")));
        Assert.Equal(2, _grain.Watches);
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("lost")]
    [InlineData("gateway")]
    public async Task HasEnded_asks_again_when_the_grain_may_have_forgotten_it(string what)
    {
        await _logins.HasEnded(7, Login("here"));
        if (what == "moved")
            await _grain.Observer!.SubscriptionLost();
        else if (what == "lost")
            _logins.NotifyClusterConnectionLost();
        else
            _logins.NotifyGatewayCountChanged(1, 2, false);
        _grain.Ended = ["here"];
        Assert.True(await _logins.HasEnded(7, Login("here")));
    }

    [Fact]
    public async Task Refresh_ends_subscriptions_that_nobody_used()
    {
        await _logins.HasEnded(7, Login("here"));
        _logins.Refresh();
        Assert.Equal(1, _logins.Count);
        _time.Advance(RevocationSubscription.FreshFor);
        _logins.Refresh();
        Assert.Equal(0, _logins.Count);
        Assert.Null(_grain.Observer);
        _grain.Ended = ["here"];
        Assert.True(await _logins.HasEnded(7, Login("here")));
    }

    [Fact]
    public async Task HasEnded_asks_only_about_logins_that_may_be_alive_and_reports_each_use_once()
    {
        _grain.Ended = ["gone"];
        await _logins.HasEnded(7, Login("gone"));
        await _logins.HasEnded(7, Login("here"));
        Assert.Equal([("here", true)], _grain.Asked.Select(login => (login.Id, login.WasUsed)));
        _time.Advance(RevocationSubscription.FreshFor);
        Assert.True(await _logins.HasEnded(7, Login("gone")));
        await _logins.HasEnded(7, Login("other"));
        Assert.Equal(
            [("here", false), ("other", true)],
            _grain.Asked.Select(login => (login.Id, login.WasUsed)).Order()
        );
    }

    [Fact]
    public async Task Use_of_thousands_of_ended_logins_keeps_no_more_than_a_thousand()
    {
        _grain.Ended = [.. Enumerable.Range(0, 3_000).Select(n => $"gone {n}")];
        foreach (var login in _grain.Ended)
            Assert.True(await _logins.HasEnded(7, Login(login)));
        Assert.True(_grain.Asked.Length < 2);
        Assert.True(await _logins.HasEnded(7, Login("gone 0")));
    }

    private static LoginReference Login(string id) => new() { Id = id };
}
