using System.Net;
using System.Net.Sockets;

namespace YudaiV3.Testing;

/// <summary>
/// Free ports of this machine, below those that silos take and that the system gives to outgoing connections: a process
/// that is killed finds its port free when it comes back.
/// </summary>
public static class Ports
{
    private const int MinPort = 12_000,
        MaxPort = 19_000;

    /// <returns>The first of so many in a row.</returns>
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
