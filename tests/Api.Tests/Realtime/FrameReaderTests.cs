using System.Net.WebSockets;
using System.Text;

namespace YudaiV3.Api.Realtime;

public sealed class FrameReaderTests
{
    private readonly List<(FrameKind Kind, int Length)> _frames = [];

    [Theory]
    [InlineData(0, WebSocketMessageType.Text, FrameKind.Text)]
    [InlineData(FrameReader.MaxFrameBytes, WebSocketMessageType.Text, FrameKind.Text)]
    [InlineData(10, WebSocketMessageType.Binary, FrameKind.Binary)]
    public async Task Read_handles_each_frame_whole(int length, WebSocketMessageType type, object kind)
    {
        await Read(socket => socket.SendAsync(new byte[length], type, true, CancellationToken.None));
        Assert.Equal([((FrameKind)kind, length)], _frames);
    }

    [Fact]
    public async Task Read_joins_the_parts_of_a_frame()
    {
        await Read(async socket =>
        {
            await socket.SendAsync(new byte[5_000], WebSocketMessageType.Text, false, CancellationToken.None);
            await socket.SendAsync(new byte[3_000], WebSocketMessageType.Text, true, CancellationToken.None);
        });
        Assert.Equal([(FrameKind.Text, 8_000)], _frames);
    }

    [Fact]
    public async Task Read_reports_a_frame_that_is_too_large_once_and_goes_on()
    {
        await Read(async socket =>
        {
            await socket.SendAsync(new byte[200_000], WebSocketMessageType.Text, true, CancellationToken.None);
            await socket.SendAsync(
                Encoding.UTF8.GetBytes("{}"),
                WebSocketMessageType.Text,
                true,
                CancellationToken.None
            );
        });
        Assert.Equal([(FrameKind.TooLarge, 0), (FrameKind.Text, 2)], _frames);
    }

    /// <summary>Reads what the client sends until it closes.</summary>
    private async Task Read(Func<WebSocket, Task> send)
    {
        var (clientStream, serverStream) = DuplexStream.CreatePair();
        using var client = WebSocket.CreateFromStream(clientStream, new WebSocketCreationOptions());
        using var server = WebSocket.CreateFromStream(serverStream, new WebSocketCreationOptions { IsServer = true });
        var reading = new FrameReader(server).Read(
            (kind, bytes) => _frames.Add((kind, bytes.Length)),
            CancellationToken.None
        );
        await send(client);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        await reading.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
