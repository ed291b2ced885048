using System.Net;
using System.Net.Sockets;

namespace YudaiV3.Silo.GitHub;

/// <summary>A server that accepts connections and never answers a TLS handshake.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentServer() => _listener.Start();

    public Uri Url => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Dispose() => _listener.Dispose();
}
