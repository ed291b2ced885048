using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Hosting;

/// <summary>
/// The addresses that a silo listens on. A port without a setting is a free port. Another process may take the port
/// before the silo binds it; then the silo is built again with other ports.
/// </summary>
internal static class Listeners
{
    private const int MaxAttempts = 5;

    // The range is below the ports of outgoing connections, which could take a port that was just free.
    private const int MinPort = 20_000;
    private const int MaxPort = 32_000;
    private const int DefaultDashboardPort = 8081;

    public static IPEndPoint Silo(IConfiguration configuration) => Endpoint(configuration, "SILO_PORT");

    public static IPEndPoint Gateway(IConfiguration configuration) => Endpoint(configuration, "GATEWAY_PORT");

    /// <summary>The URL of the dashboard: loopback only. The first silo of a machine gets the default port.</summary>
    public static string Dashboard(IConfiguration configuration)
    {
        const string variable = "DASHBOARD_URL";
        if (configuration[variable] is not { Length: > 0 } text)
            return $"http://localhost:{DashboardPort()}";
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme != Uri.UriSchemeHttp
            || url.AbsolutePath != "/"
            || url.Query.Length > 0
        )
            throw new SettingException(variable, "is not a URL like http://localhost:8081");
        if (!url.IsLoopback)
            throw new SettingException(variable, "must be a loopback address: the dashboard shows what grains hold");
        if (
            !IsFree(
                url.HostNameType == UriHostNameType.Dns ? IPAddress.Loopback : IPAddress.Parse(url.IdnHost),
                url.Port
            )
        )
            throw new SettingException(variable, $"is taken: something listens on port {url.Port} already");
        return text;
    }

    /// <summary>Runs the host, and runs it again with other ports if another process took one.</summary>
    public static async Task Retry(Func<Task> host)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await host();
                return;
            }
            catch (Exception exception) when (attempt < MaxAttempts && IsAddressInUse(exception))
            {
                // The next attempt searches for free ports again.
            }
        }
    }

    private static int DashboardPort() =>
        IsFree(IPAddress.Loopback, DefaultDashboardPort) && IsFree(IPAddress.IPv6Loopback, DefaultDashboardPort)
            ? DefaultDashboardPort
            : FindFreePort(IPAddress.Loopback);

    private static IPEndPoint Endpoint(IConfiguration configuration, string portVariable)
    {
        var address = Address(configuration);
        if (configuration[portVariable] is not { Length: > 0 } text)
            return new(address, FindFreePort(address));
        if (!ushort.TryParse(text, out var port) || port == 0)
            throw new SettingException(portVariable, "is not a port number");
        return new(address, port);
    }

    private static IPAddress Address(IConfiguration configuration)
    {
        if (configuration["SILO_ADDRESS"] is not { Length: > 0 } text)
            return IPAddress.Loopback;
        if (
            !IPAddress.TryParse(text, out var address)
            || address.Equals(IPAddress.Any)
            || address.Equals(IPAddress.IPv6Any)
        )
            throw new SettingException(
                "SILO_ADDRESS",
                "is not an IP address that the other silos and the Api nodes can reach"
            );
        return address;
    }

    private static int FindFreePort(IPAddress address)
    {
        int port;
        do port = Random.Shared.Next(MinPort, MaxPort);
        while (!IsFree(address, port));
        return port;
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable
                && address.Equals(IPAddress.IPv6Loopback);
        }
    }

    private static bool IsAddressInUse(Exception? exception) =>
        exception is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (exception?.InnerException is { } inner && IsAddressInUse(inner));
}
