namespace YudaiV3.Api.Realtime;

public sealed class SocketWriterTests : SocketFixture
{
    [Fact]
    public async Task Write_to_a_client_that_does_not_stream_keeps_the_gap_and_the_order()
    {
        var (socket, _) = Open(streaming: false);
        await socket.Next();
        for (var n = 0; n < 20; n++)
            Session.AddMessage($"Message {n}");
        for (var n = 1; n <= 20; n++)
        {
            await Advance(n == 1 ? 110 : 65);
            var frame = await socket.Next();
            Assert.Equal(("message", (long?)n), (Type(frame), Seq(frame)));
            Assert.Equal(0, socket.Unread);
        }
    }
}
