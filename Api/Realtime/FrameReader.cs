using System.Buffers;
using System.Net.WebSockets;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Reads what one client sends, a frame at a time, and never keeps more than the largest frame allowed.
/// </summary>
internal sealed class FrameReader(WebSocket socket)
{
    public const int MaxFrameBytes = 65_536;
    private const int SmallBuffer = 4_096;

    /// <summary>
    /// Gives each frame to <paramref name="take"/> until the peer closes or goes away. What it is given is only good
    /// until it returns.
    /// </summary>
    public async Task Read(Action<Received, ReadOnlyMemory<byte>> take, CancellationToken cancellationToken)
    {
        while (true)
        {
            // A client that says nothing holds no buffer.
            var part = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                return;
            var buffer = ArrayPool<byte>.Shared.Rent(SmallBuffer);
            try
            {
                var length = 0;
                var told = false;
                while (!part.EndOfMessage)
                {
                    if (length == buffer.Length && length <= MaxFrameBytes)
                        buffer = Larger(buffer, length);
                    part = await socket.ReceiveAsync(
                        length > MaxFrameBytes ? buffer : buffer.AsMemory(length),
                        cancellationToken
                    );
                    if (part.MessageType == WebSocketMessageType.Close)
                        return;
                    if (length <= MaxFrameBytes)
                        length += part.Count;
                    if (length > MaxFrameBytes && !told)
                    {
                        take(Received.TooLarge, default); // At once: the rest may never end.
                        told = true;
                    }
                }
                if (!told)
                    take(
                        part.MessageType == WebSocketMessageType.Binary ? Received.Binary : Received.Text,
                        buffer.AsMemory(0, length)
                    );
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static byte[] Larger(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 2, MaxFrameBytes + 1));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}

/// <summary>What came in.</summary>
internal enum Received
{
    Text,
    Binary,
    TooLarge,
}
