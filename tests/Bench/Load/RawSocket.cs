using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace YudaiV3.Bench.Load;

/// <summary>
/// A WebSocket client that only finds frames and responds to pings, so that hundreds of them cost little.
/// </summary>
internal sealed class RawSocket : IDisposable
{
    private const int Ping = 9,
        Close = 8;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };
    private byte[] _buffer = new byte[4096];
    private int _start,
        _end;

    public static async Task<RawSocket> Open(Uri node, string path, string token)
    {
        var socket = new RawSocket();
        await socket._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, node.Port));
        await socket._socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                    + $"Authorization: Bearer {token}\r\n\r\n"
            )
        );
        while (
            socket._buffer.AsSpan(0, socket._end).IndexOf("\r\n\r\n"u8) is var head
            && (head < 0 || (socket._start = head + 4) < 0)
        )
            await socket.Receive();
        return socket._buffer.AsSpan().StartsWith("HTTP/1.1 101"u8)
            ? socket
            : throw new WebException(Encoding.ASCII.GetString(socket._buffer, 0, socket._end));
    }

    /// <summary>
    /// Calls <paramref name="handle"/> with each text frame until the server or <see cref="Dispose"/> ends the
    /// connection. Returns true if the server ended it.
    /// </summary>
    public async Task<bool> Read(Action<ReadOnlyMemory<byte>> handle)
    {
        try
        {
            while (true)
            {
                while (Frame() is var (opcode, from, length) && opcode >= 0)
                {
                    if (opcode == Close)
                        return true;
                    if (opcode == Ping)
                        await _socket.SendAsync(
                            (byte[])[0x8A, (byte)(0x80 | length), 0, 0, 0, 0, .. _buffer.AsSpan(from, length)]
                        );
                    else
                        handle(_buffer.AsMemory(from, length));
                    _start = from + length;
                }
                await Receive();
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException or IOException)
        {
            return exception is IOException;
        }
    }

    public void Dispose() => _socket.Dispose();

    private (int Opcode, int From, int Length) Frame()
    {
        var bytes = _buffer.AsSpan(_start, _end - _start);
        if (bytes.Length < 2)
            return (-1, 0, 0);
        var (length, head) = ((int)bytes[1], 2);
        if (length == 126 && bytes.Length >= 4)
            (length, head) = (BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 4);
        else if (length == 127 && bytes.Length >= 10)
            (length, head) = ((int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]), 10);
        else if (length >= 126)
            return (-1, 0, 0);
        return bytes.Length < head + length ? (-1, 0, 0) : (bytes[0] & 15, _start + head, length);
    }

    private async ValueTask Receive()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_end));
        if (read == 0)
            throw new IOException("The server has ended the connection.");
        _end += read;
    }
}
