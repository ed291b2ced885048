using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class SessionReaderTests : SocketFixture
{
    [Fact]
    public async Task Snapshot_for_many_sockets_reads_the_session_once()
    {
        var sockets = Enumerable.Range(0, 20).Select(n => Open(streaming: n % 2 == 0, since: 0).Socket).ToList();
        await SettleFeed();
        Session.Publish(new StateChangedFrame());
        foreach (var socket in sockets)
            Assert.Equal("session_update", Type(await socket.Next()));
        Assert.Equal(1, Session.Opens);
    }
}
