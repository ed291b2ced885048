using System.Net;
using System.Net.Sockets;

namespace YudaiV3.Testing;

/// <summary>
/// Finds free ports below those of silos and of outgoing connections, so that a process that was killed can use its
/// port again.
/// </summary>
public static class Ports
{
    private const int MinPort = 12_000,
        MaxPort = 19_000;

    /// <returns>The first port of <paramref name="inARow"/> consecutive free ports.</returns>
    public static int Free(int inARow = 1)
    {
        int first;
        do first = Random.Shared.Next(MinPort, MaxPort);
        while (!Enumerable.Range(first, inARow).All(IsFree));
        return first;
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
