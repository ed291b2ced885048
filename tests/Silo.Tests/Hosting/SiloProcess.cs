using YudaiV3.Silo.Hosting;

namespace YudaiV3.Silo.Tests.Hosting;

/// <summary>A real silo from the build output, with only the settings of the test.</summary>
internal static class SiloProcess
{
    private static readonly string[] Known =
    [
        "DATABASE_URL",
        "DASHBOARD_URL",
        "OPERATOR_TOKEN",
        "SILO_ADDRESS",
        "SILO_PORT",
        "GATEWAY_PORT",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "ASPNETCORE_ENVIRONMENT",
        "JWT_SECRET_PREVIOUS",
        "SECRET_KEY",
        "SECRET_KEY_PREVIOUS",
        "GITHUB_CLIENT_ID",
        "GITHUB_CLIENT_SECRET",
        "GITHUB_WEB_URL",
        "GITHUB_API_URL",
    ];

    public static Task<ChildProcess> Start(params (string Name, string Value)[] settings)
    {
        var environment = Known.ToDictionary(name => name, _ => (string?)null);
        environment["JWT_SECRET"] = "a secret of thirty-two bytes, just for tests";
        foreach (var (name, value) in settings)
            environment[name] = value;
        return ChildProcess.Start(["dotnet", typeof(Schema).Assembly.Location], environment, Path.GetTempPath());
    }

    /// <summary>Waits until the silo listens, and returns the address of its dashboard.</summary>
    public static async Task<Uri> Dashboard(this ChildProcess silo)
    {
        const string Prefix = "Now listening on: ";
        var line = await silo.Line(line => line.Contains(Prefix, StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        return new(line[(line.IndexOf(Prefix, StringComparison.Ordinal) + Prefix.Length)..]);
    }
}
