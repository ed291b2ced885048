using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace YudaiV3.Bench.Load;

/// <summary>
/// A persistent HTTP/1.1 connection that sends prepared requests one after another and finds the end of each response.
/// It supports no more of HTTP than that, so that the load costs little compared with the product.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };
    private byte[] _buffer = new byte[16 * 1024];
    private int _length,
        _bodyStart;

    public static async Task<HttpConnection> Open(Uri node)
    {
        var connection = new HttpConnection();
        await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, node.Port));
        return connection;
    }

    public static async Task<HttpConnection[]> Open(Uri node, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Open(node)));

    /// <summary>The bytes of a request.</summary>
    public static byte[] Request(string method, string path, string token, string? json = null) =>
        Encoding.UTF8.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                + (
                    json is null
                        ? "\r\n"
                        : "Content-Type: application/json\r\n"
                            + $"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"
                )
        );

    /// <summary>The body of the last response as received, with the lengths of its chunks if it is chunked.</summary>
    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(_bodyStart, _length - _bodyStart);

    /// <summary>Sends a request and returns the status of the response.</summary>
    public async ValueTask<int> Send(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        _length = 0;
        while (true)
        {
            if (_length == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length));
            if (read == 0)
                throw new IOException("The connection was closed in the middle of a response.");
            _length += read;
            if (IsComplete(_buffer.AsSpan(0, _length), out _bodyStart))
                return Utf8Parser.TryParse(_buffer.AsSpan(9, 3), out int status, out _) ? status : 0;
        }
    }

    /// <summary>Sends a request. Throws if the status is not 2xx.</summary>
    public async ValueTask SendExpectingSuccess(ReadOnlyMemory<byte> request)
    {
        if (await Send(request) is var status && status is < 200 or > 299)
            throw new HttpRequestException(
                $"{Encoding.UTF8.GetString(request.Span[..Math.Min(request.Length, 60)])}…: "
                    + $"the response is {status}: {Encoding.UTF8.GetString(Body.Span)}"
            );
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsComplete(ReadOnlySpan<byte> response, out int bodyStart)
    {
        var head = response.IndexOf("\r\n\r\n"u8);
        bodyStart = head + 4;
        if (head < 0)
            return false;
        var length = response[..head].IndexOf("Content-Length: "u8);
        if (length < 0)
            return response[bodyStart..].EndsWith("0\r\n\r\n"u8); // Chunked: no JSON ends like the last chunk.
        return Utf8Parser.TryParse(response[(length + 16)..], out int bytes, out _)
            && response.Length >= bodyStart + bytes;
    }
}
