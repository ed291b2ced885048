using System.Buffers;
using System.Net.WebSockets;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Reads the frames of one client, and buffers at most one frame of the maximum size.
/// </summary>
internal sealed class FrameReader(WebSocket socket)
{
    public const int MaxFrameBytes = 65_536;
    private const int SmallBuffer = 4_096;

    /// <summary>
    /// Calls <paramref name="handle"/> for each frame until the peer closes. The bytes are valid only during the call.
    /// </summary>
    public async Task Read(Action<FrameKind, ReadOnlyMemory<byte>> handle, CancellationToken cancellationToken)
    {
        while (true)
        {
            // An empty read waits for data without a buffer, as most clients send nothing.
            var part = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                return;
            var buffer = ArrayPool<byte>.Shared.Rent(SmallBuffer);
            try
            {
                var length = 0;
                var isReported = false;
                while (!part.EndOfMessage)
                {
                    if (length == buffer.Length && length <= MaxFrameBytes)
                        buffer = Grow(buffer, length);
                    part = await socket.ReceiveAsync(
                        length > MaxFrameBytes ? buffer : buffer.AsMemory(length),
                        cancellationToken
                    );
                    if (part.MessageType == WebSocketMessageType.Close)
                        return;
                    if (length <= MaxFrameBytes)
                        length += part.Count;
                    if (length > MaxFrameBytes && !isReported)
                    {
                        handle(FrameKind.TooLarge, default); // Reported now, as the rest may never end.
                        isReported = true;
                    }
                }
                if (!isReported)
                    handle(
                        part.MessageType == WebSocketMessageType.Binary ? FrameKind.Binary : FrameKind.Text,
                        buffer.AsMemory(0, length)
                    );
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static byte[] Grow(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 2, MaxFrameBytes + 1));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}

/// <summary>What a client sent.</summary>
internal enum FrameKind
{
    Text,
    Binary,
    TooLarge,
}
