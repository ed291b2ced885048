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
    private readonly FakeUser _user;

    public RevocationCacheTests()
    {
        _grains = FakeGrains.New(_time);
        _user = (FakeUser)(object)_grains.User(7);
        var services = new ServiceCollection().AddSingleton(_grains).BuildServiceProvider();
        _logins = new(services, new SocketRegistry(), _time, NullLogger<RevocationSubscription>.Instance);
    }

    [Fact]
    public async Task HasEnded_asks_once_while_it_can_rely_on_what_it_hears()
    {
        _user.Ended = ["gone"];
        for (var n = 0; n < 100; n++)
            Assert.Equal((true, false), (await _logins.HasEnded(7, "gone"), await _logins.HasEnded(7, "here")));
        Assert.Equal(1, _user.Watches);
        await _user.Observer!.LoginEnded("here");
        Assert.True(await _logins.HasEnded(7, "here"));
        Assert.Equal(1, _user.Watches);
    }

    [Fact]
    public async Task HasEnded_asks_again_when_time_has_passed()
    {
        await _logins.HasEnded(7, "here");
        _time.Advance(RevocationSubscription.FreshFor);
        _user.Ended = ["here"];
        Assert.True(await _logins.HasEnded(7, "here"));
        Assert.Equal(2, _user.Watches);
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("lost")]
    [InlineData("gateway")]
    public async Task HasEnded_asks_again_when_the_grain_may_have_forgotten_it(string what)
    {
        await _logins.HasEnded(7, "here");
        if (what == "moved")
            await _user.Observer!.SubscriptionLost();
        else if (what == "lost")
            _logins.NotifyClusterConnectionLost();
        else
            _logins.NotifyGatewayCountChanged(1, 2, false);
        _user.Ended = ["here"];
        Assert.True(await _logins.HasEnded(7, "here"));
    }

    [Fact]
    public async Task Refresh_ends_subscriptions_that_nobody_used()
    {
        await _logins.HasEnded(7, "here");
        _logins.Refresh();
        Assert.Equal(1, _logins.Count);
        _time.Advance(RevocationSubscription.FreshFor);
        _logins.Refresh();
        Assert.Equal(0, _logins.Count);
        Assert.Null(_user.Observer);
        _user.Ended = ["here"];
        Assert.True(await _logins.HasEnded(7, "here"));
    }
}
